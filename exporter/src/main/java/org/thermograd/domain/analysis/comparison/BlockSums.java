package org.thermograd.domain.analysis.comparison;

import java.util.function.IntPredicate;

/** Number, time and clock of some steps of a run, summed by block and bin. */
final class BlockSums {
    private final Sums[] byBlock;
    private final Sums all;

    /**
     * Sums.
     *
     * @param bins of each step, -1 where it is left out
     * @param count how many bins there are
     * @param chosen which steps count
     */
    BlockSums(RunSteps run, int[] bins, int count, IntPredicate chosen) {
        this.byBlock = new Sums[run.blocks()];
        this.all = new Sums(count);
        for (int block = 0; block < byBlock.length; block++) {
            byBlock[block] = new Sums(count);
        }
        for (int i = 0; i < run.size(); i++) {
            if (bins[i] >= 0 && chosen.test(i)) {
                double ratio = run.ratios().length == 0 ? 0 : run.ratios()[i];
                byBlock[run.block(i)].add(bins[i], run.millis()[i], ratio);
                all.add(bins[i], run.millis()[i], ratio);
            }
        }
    }

    /** Returns the sums of all blocks. */
    Sums all() {
        return all;
    }

    /** Returns those of all blocks but one. */
    Sums without(int block) {
        return all.less(byBlock[block]);
    }

    /** Sums by bin. */
    static final class Sums {
        private final double[] steps;
        private final double[] millis;
        private final double[] ratios;

        Sums(int bins) {
            this.steps = new double[bins];
            this.millis = new double[bins];
            this.ratios = new double[bins];
        }

        private void add(int bin, double duration, double ratio) {
            steps[bin]++;
            millis[bin] += duration;
            ratios[bin] += ratio;
        }

        private Sums less(Sums other) {
            Sums less = new Sums(steps.length);
            for (int bin = 0; bin < steps.length; bin++) {
                less.steps[bin] = steps[bin] - other.steps[bin];
                less.millis[bin] = millis[bin] - other.millis[bin];
                less.ratios[bin] = ratios[bin] - other.ratios[bin];
            }
            return less;
        }

        int bins() {
            return steps.length;
        }

        double steps(int bin) {
            return steps[bin];
        }

        double meanMillis(int bin) {
            return millis[bin] / steps[bin];
        }

        double meanRatio(int bin) {
            return ratios[bin] / steps[bin];
        }
    }
}

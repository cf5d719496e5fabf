package org.thermograd.domain.analysis.comparison;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.LeastSquares;

/**
 * Which share of a step goes with the clock: 1 where a step at half the clock takes twice as long, 0 where it takes as long as before.
 *
 * <p>In bins of time with 5 steps or more X is the mean of full clock by clock, Y the median duration, and z the time, centered and
 * divided by its range. Y = β₀ + β₁(X − 1) + β₂z + β₃z² is fitted by least squares; the share is β₁ / (β₀ + β₃·mean(z²)), cut to
 * 0 and {@link ComparisonConfig#SLOPE_MAX}. Its standard error comes from leaving out each block of the run in turn.
 *
 * <p>Source: docs/comparison.md, "Clocks".
 */
public sealed interface ClockSlope {
    /**
     * It could be fitted.
     *
     * @param value the share
     * @param standardError of it
     * @param bins of how many bins of time
     * @param without the share without each block
     */
    record Known(double value, double standardError, int bins, double[] without) implements ClockSlope {}

    /**
     * It could not.
     *
     * @param reason why not
     */
    record Unknown(Reason reason) implements ClockSlope {}

    /** Why there is none. */
    enum Reason {
        /** The clock is not known, or there are hardly any steps. */
        CLOCK_UNKNOWN,
        /** The clock did not vary enough to tell. */
        CLOCK_HARDLY_VARIES,
        /** Too few bins of time have enough steps. */
        TOO_FEW_BINS;

        /** Returns how people write it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Fits, from the steps of a run whose blocks are made. */
    static ClockSlope of(RunSteps run) {
        if (run.ratios().length == 0 || run.size() < ComparisonConfig.CLEAN_MIN_STEPS) {
            return new Unknown(Reason.CLOCK_UNKNOWN);
        }
        double[] clocks = Arrays.stream(run.ratios()).map(ratio -> 1 / ratio).toArray();
        double[] spread =
                Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).evaluate(clocks, 0.05, 0.95);
        if (spread[1] - spread[0] < CostConfig.DOSE_LEAST_RANGE) {
            return new Unknown(Reason.CLOCK_HARDLY_VARIES);
        }
        ClockBins bins = ClockBins.of(run);
        if (bins.size() < ClockBins.PER_BLOCK * run.blocks()) {
            return new Unknown(Reason.TOO_FEW_BINS);
        }
        double[] without = new double[run.blocks()];
        for (int block = 0; block < without.length; block++) {
            without[block] = bins.slopeWithout(block);
        }
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares =
                Arrays.stream(without).map(one -> (one - mean) * (one - mean)).sum();
        return new Known(
                bins.slopeWithout(-1),
                Math.sqrt((without.length - 1.0) / without.length * squares),
                bins.size(),
                without);
    }

    /**
     * The bins of time of a run.
     *
     * @param columns of the line
     * @param medians of the durations
     * @param blocks that of the first step of each
     */
    record ClockBins(double[][] columns, double[] medians, int[] blocks) {
        /** Fewest for each block. */
        private static final int PER_BLOCK = 5;

        private static final int BIN_STEPS = 10;

        static ClockBins of(RunSteps run) {
            long width = Math.max(
                    CostConfig.DOSE_BIN_MILLIS, BIN_STEPS * (long) run.times().medianMillis());
            int size = 0;
            double[] numbers = new double[run.size()];
            double[] ratios = new double[run.size()];
            double[] medians = new double[run.size()];
            int[] blocks = new int[run.size()];
            int from = 0;
            while (from < run.size()) {
                int to = from;
                long bin = run.binOf(from, width);
                double sum = 0;
                while (to < run.size() && run.binOf(to, width) == bin) {
                    sum += run.ratios()[to];
                    to++;
                }
                if (to - from >= CostConfig.DOSE_STEPS_PER_BIN) {
                    numbers[size] = bin + 0.5;
                    ratios[size] = sum / (to - from) - 1;
                    medians[size] = Median.withDefaults().evaluate(Arrays.copyOfRange(run.millis(), from, to));
                    blocks[size] = run.block(from);
                    size++;
                }
                from = to;
            }
            double[] time = centered(Arrays.copyOf(numbers, size));
            double[] ones = new double[size];
            Arrays.fill(ones, 1);
            return new ClockBins(
                    new double[][] {
                        ones,
                        Arrays.copyOf(ratios, size),
                        time,
                        Arrays.stream(time).map(z -> z * z).toArray()
                    },
                    Arrays.copyOf(medians, size),
                    Arrays.copyOf(blocks, size));
        }

        private static double[] centered(double[] numbers) {
            double mean = Arrays.stream(numbers).average().orElse(0);
            double range = numbers.length == 0 ? 1 : numbers[numbers.length - 1] - numbers[0];
            return Arrays.stream(numbers).map(one -> (one - mean) / range).toArray();
        }

        int size() {
            return medians.length;
        }

        /** Returns the share without one of the blocks; of all bins for the block -1. */
        double slopeWithout(int block) {
            double[][] kept = new double[columns.length][];
            for (int column = 0; column < kept.length; column++) {
                kept[column] = without(columns[column], block);
            }
            double[] line = LeastSquares.fit(kept, without(medians, block));
            double meanSquare = Arrays.stream(columns[3]).average().orElseThrow();
            return Math.min(ComparisonConfig.SLOPE_MAX, Math.max(0, line[1] / (line[0] + line[3] * meanSquare)));
        }

        private double[] without(double[] values, int block) {
            double[] kept = new double[values.length];
            int size = 0;
            for (int i = 0; i < values.length; i++) {
                if (blocks[i] != block) {
                    kept[size++] = values[i];
                }
            }
            return Arrays.copyOf(kept, size);
        }
    }
}

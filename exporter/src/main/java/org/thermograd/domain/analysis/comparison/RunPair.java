package org.thermograd.domain.analysis.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.thermograd.domain.analysis.comparison.BlockSums.Sums;
import org.thermograd.domain.analysis.comparison.ClockSlope.Known;

/**
 * How a run differs from another: as a whole, and from clean steps at equal clock. Confined to one thread.
 *
 * <p>Source: docs/comparison.md, "Method".
 */
final class RunPair {
    private final RunSteps a;
    private final RunSteps b;
    private final StepBins bins;
    private final BlockSums usableA;
    private final BlockSums usableB;
    private final BlockSums usedA;
    private final BlockSums usedB;
    private final double shrink;
    private final double[] throttlingA;
    private final double[] throttlingB;

    private RunPair(RunSteps a, RunSteps b, int runs) {
        this.a = a;
        this.b = b;
        this.bins = StepBins.of(a, b);
        this.usableA = new BlockSums(a, bins.ofA(), bins.count(), i -> true);
        this.usableB = new BlockSums(b, bins.ofB(), bins.count(), i -> true);
        this.usedA = new BlockSums(a, bins.ofA(), bins.count(), a::isUsed);
        this.usedB = new BlockSums(b, bins.ofB(), bins.count(), b::isUsed);
        // A block that is left out takes its bins out of both runs.
        this.shrink = bins.matched() ? Math.sqrt(runs / (runs + 1.0)) : 1;
        this.throttlingA = throttlingChanges(a);
        this.throttlingB = throttlingChanges(b);
    }

    /**
     * Compares two runs.
     *
     * @param runs how many runs the larger side has
     * @return nothing where they have no steps in common
     */
    static Optional<PairDifference> of(RunSteps a, RunSteps b, int runs) {
        return new RunPair(a, b, runs).compare();
    }

    private Optional<PairDifference> compare() {
        Optional<CommonMeans> usable = CommonMeans.of(usableA.all(), usableB.all());
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        double total = usable.get().logRatio();
        boolean clocks = a.clockIsKnown() && b.clockIsKnown();
        Optional<CommonMeans> used = CommonMeans.of(usedA.all(), usedB.all())
                .filter(means -> means.steps() >= ComparisonConfig.CLEAN_MIN_STEPS);
        if (used.isEmpty() || (!clocks && !(a.usesCleanOnly() && b.usesCleanOnly()))) {
            ComparisonReason reason =
                    used.isEmpty() ? ComparisonReason.NO_COMMON_CLEAN_STEPS : ComparisonReason.CLOCK_UNKNOWN;
            return Optional.of(new PairDifference(
                    total,
                    usable.get(),
                    bins,
                    clocks,
                    Optional.empty(),
                    List.of(),
                    Optional.of(reason),
                    totalLeftOut(total)));
        }
        CommonMeans means = used.get();
        boolean differ = clocks && Math.abs(Math.log(means.ratioB() / means.ratioA())) >= ComparisonConfig.CLOCK_SAME;
        List<SlopeWeights> cases = differ ? SlopeWeights.of(a.slope(), b.slope()) : SlopeWeights.NONE;
        List<CodePart> parts = new ArrayList<>();
        for (SlopeWeights weights : cases) {
            parts.add(part(weights, means, differ));
        }
        PairDifference.Clocks mode = !differ
                ? PairDifference.Clocks.SAME
                : cases.equals(SlopeWeights.BOUNDS) ? PairDifference.Clocks.BOUNDED : PairDifference.Clocks.ADJUSTED;
        return Optional.of(new PairDifference(
                total,
                usable.get(),
                bins,
                clocks,
                Optional.of(new PairDifference.AtEqualClock(mode, means)),
                parts,
                Optional.empty(),
                parts.get(0).totalLeftOut()));
    }

    private LeftOut totalLeftOut(double total) {
        LeftOut left = LeftOut.of(a, b);
        for (int block = 0; block < a.blocks(); block++) {
            left.ofA()[block] = change(usableA.without(block), usableB.all(), total);
        }
        for (int block = 0; block < b.blocks(); block++) {
            left.ofB()[block] = change(usableA.all(), usableB.without(block), total);
        }
        return left;
    }

    private double change(Sums sumsA, Sums sumsB, double total) {
        return CommonMeans.of(sumsA, sumsB)
                .map(means -> shrink * (means.logRatio() - total))
                .orElse(0.0);
    }

    private CodePart part(SlopeWeights weights, CommonMeans means, boolean differ) {
        double slope = weights.slope(value(a.slope()), value(b.slope()));
        double code = code(means, slope, differ);
        LeftOut codeLeft = LeftOut.of(a, b);
        LeftOut totalLeft = LeftOut.of(a, b);
        for (boolean second : new boolean[] {false, true}) {
            RunSteps run = second ? b : a;
            for (int block = 0; block < run.blocks(); block++) {
                Optional<CommonMeans> rest = second
                        ? CommonMeans.of(usedA.all(), usedB.without(block))
                        : CommonMeans.of(usedA.without(block), usedB.all());
                double steps = rest.map(left -> shrink * (code(left, slope, differ) - code))
                        .orElse(0.0);
                double clock = 0;
                if (differ) {
                    double without = value(run.slope(), block);
                    double other =
                            weights.slope(second ? value(a.slope()) : without, second ? without : value(b.slope()));
                    clock = means.clockPart(other) - means.clockPart(slope);
                }
                codeLeft.of(second)[block] = steps - clock;
                totalLeft.of(second)[block] = steps + (second ? throttlingB[block] : -throttlingA[block]);
            }
        }
        return new CodePart(code, slope, codeLeft, totalLeft);
    }

    private static double code(CommonMeans means, double slope, boolean differ) {
        return means.logRatio() - (differ ? means.clockPart(slope) : 0);
    }

    private static double value(ClockSlope slope) {
        return slope instanceof Known known ? known.value() : 0;
    }

    private static double value(ClockSlope slope, int withoutBlock) {
        return slope instanceof Known known ? known.without().get(withoutBlock) : 0;
    }

    /** Returns how the part of throttling in the mean step of a run changes without each block, at the same share of clean time. */
    private static double[] throttlingChanges(RunSteps run) {
        double[] changes = new double[run.blocks()];
        Optional<Double> all = run.usesCleanOnly() ? throttlingPart(run, i -> true) : Optional.empty();
        if (all.isPresent()) {
            for (int block = 0; block < changes.length; block++) {
                int left = block;
                changes[block] = throttlingPart(run, i -> run.block(i) != left)
                        .map(rest -> rest - all.get())
                        .orElse(0.0);
            }
        }
        return changes;
    }

    private static Optional<Double> throttlingPart(RunSteps run, IntPredicate kept) {
        double share = (double) run.cleanMillis() / run.usableMillis();
        double clean = 0;
        double other = 0;
        int cleanSteps = 0;
        int otherSteps = 0;
        for (int i = 0; i < run.size(); i++) {
            if (kept.test(i)) {
                if (run.isClean(i)) {
                    clean += run.millis()[i];
                    cleanSteps++;
                } else {
                    other += run.millis()[i];
                    otherSteps++;
                }
            }
        }
        return cleanSteps == 0 || otherSteps == 0
                ? Optional.empty()
                : Optional.of(-Math.log(share + (1 - share) * (clean / cleanSteps) / (other / otherSteps)));
    }
}

package org.thermograd.domain.analysis.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.comparison.ClockSlope.Known;
import org.thermograd.domain.analysis.comparison.ClockSlope.Reason;
import org.thermograd.domain.analysis.comparison.ClockSlope.Unknown;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.LeastSquares;
import org.thermograd.domain.cost.StepTimes;

/**
 * Fits which share of a step goes with the clock.
 *
 * <p>In bins of time with 5 steps or more X is the mean of full clock by clock, Y the median duration, and z the time, centered and
 * divided by its range. Y = β₀ + β₁(X − 1) + β₂z + β₃z² is fitted by least squares; the share is β₁ / (β₀ + β₃·mean(z²)), cut to
 * 0 and {@link ComparisonConfig#SLOPE_MAX}. Its standard error comes from leaving out each block of the run in turn.
 *
 * <p>Source: docs/comparison.md, "Clocks".
 */
final class ClockFit {
    /** Fewest bins for each block. */
    private static final int BINS_PER_BLOCK = 5;
    /** A bin is at least as long as so many median steps. */
    private static final int BIN_STEPS = 10;

    private static final double LOW_TAIL = 0.05;

    private final double[][] columns;
    private final double[] medians;
    private final int[] blocks;

    private ClockFit(double[] numbers, double[] ratios, double[] medians, int[] blocks) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double range = numbers[numbers.length - 1] - numbers[0];
        double[] time = Arrays.stream(numbers).map(one -> (one - mean) / range).toArray();
        double[] ones = new double[numbers.length];
        Arrays.fill(ones, 1);
        this.columns = new double[][] {
            ones,
            Arrays.stream(ratios).map(ratio -> ratio - 1).toArray(),
            time,
            Arrays.stream(time).map(z -> z * z).toArray()
        };
        this.medians = medians;
        this.blocks = blocks;
    }

    /**
     * Fits.
     *
     * @param steps of a run
     * @param ratios full clock by that of each; none where the clock is not known
     * @param block of each
     * @param blocks how many there are
     */
    static ClockSlope of(StepTimes steps, double[] ratios, int[] block, int blocks) {
        if (ratios.length < ComparisonConfig.CLEAN_MIN_STEPS) {
            return new Unknown(Reason.CLOCK_UNKNOWN);
        }
        double[] clocks = Arrays.stream(ratios).map(ratio -> 1 / ratio).toArray();
        double[] spread =
                Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).evaluate(clocks, LOW_TAIL, 1 - LOW_TAIL);
        if (spread[1] - spread[0] < CostConfig.DOSE_LEAST_RANGE) {
            return new Unknown(Reason.CLOCK_HARDLY_VARIES);
        }
        int bins = 0;
        double[] numbers = new double[steps.size()];
        double[] means = new double[steps.size()];
        double[] medians = new double[steps.size()];
        int[] blockOf = new int[steps.size()];
        double[] millis = steps.durationMillis();
        long width = Math.max(CostConfig.DOSE_BIN_MILLIS, BIN_STEPS * (long) steps.medianMillis());
        int from = 0;
        while (from < steps.size()) {
            long number = bin(steps, from, width);
            int to = from;
            double sum = 0;
            while (to < steps.size() && bin(steps, to, width) == number) {
                sum += ratios[to];
                to++;
            }
            if (to - from >= CostConfig.DOSE_STEPS_PER_BIN) {
                numbers[bins] = number;
                means[bins] = sum / (to - from);
                medians[bins] = Median.withDefaults().evaluate(Arrays.copyOfRange(millis, from, to));
                blockOf[bins] = block[from];
                bins++;
            }
            from = to;
        }
        if (bins < BINS_PER_BLOCK * blocks) {
            return new Unknown(Reason.TOO_FEW_BINS);
        }
        return new ClockFit(
                        Arrays.copyOf(numbers, bins),
                        Arrays.copyOf(means, bins),
                        Arrays.copyOf(medians, bins),
                        Arrays.copyOf(blockOf, bins))
                .fit(blocks);
    }

    private static long bin(StepTimes steps, int step, long width) {
        return (steps.endMillis(step) - steps.startMillis(0)) / width;
    }

    private ClockSlope fit(int count) {
        double[] without = new double[count];
        for (int block = 0; block < count; block++) {
            without[block] = slopeWithout(block);
        }
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares =
                Arrays.stream(without).map(one -> (one - mean) * (one - mean)).sum();
        return new Known(
                slopeWithout(-1),
                Math.sqrt((count - 1.0) / count * squares),
                medians.length,
                Arrays.stream(without).boxed().toList());
    }

    /** Returns the share without one of the blocks; of all bins for the block -1. */
    private double slopeWithout(int block) {
        double[][] kept =
                Arrays.stream(columns).map(column -> without(column, block)).toArray(double[][]::new);
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

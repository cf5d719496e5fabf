package org.thermograd.domain.analysis.comparison;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The interval of a figure of all pairs of runs. A side of fewer than {@link ComparisonConfig#BETWEEN_RUNS} runs has its variance
 * from leaving out blocks, one of more has it from the runs themselves. Degrees of freedom after Satterthwaite.
 *
 * <p>Source: docs/comparison.md, "Intervals".
 */
final class SideVariance {
    private final double[][] values;
    private final double[][][] leftOut;
    private final double runToRunVariance;
    private double variance;
    private double squaresByFreedom;

    private SideVariance(double[][] values, double[][][] leftOut, double runToRunSd) {
        this.values = values;
        this.leftOut = leftOut;
        this.runToRunVariance = runToRunSd * runToRunSd;
    }

    /**
     * Returns the interval of the mean.
     *
     * @param pairs by run of the first and of the second side
     * @param value the figure of a pair
     * @param left how it changes without a block
     * @param runToRunSd what runs differ by beyond that
     * @param pooled whether both sides have one variance, where both have enough runs
     */
    static EffectInterval interval(
            PairDifference[][] pairs,
            ToDoubleFunction<PairDifference> value,
            Function<PairDifference, LeftOut> left,
            double runToRunSd,
            boolean pooled) {
        int runsA = pairs.length;
        int runsB = pairs[0].length;
        double[][] values = new double[runsA][runsB];
        double[][][] leftOut = {new double[runsA][], new double[runsB][]};
        for (int i = 0; i < runsA; i++) {
            for (int j = 0; j < runsB; j++) {
                values[i][j] = value.applyAsDouble(pairs[i][j]);
                LeftOut one = left.apply(pairs[i][j]);
                leftOut[0][i] = plus(j == 0 ? new double[one.ofA().length] : leftOut[0][i], one.ofA(), runsA * runsB);
                leftOut[1][j] = plus(i == 0 ? new double[one.ofB().length] : leftOut[1][j], one.ofB(), runsA * runsB);
            }
        }
        return new SideVariance(values, leftOut, runToRunSd).interval(pooled);
    }

    private static double[] plus(double[] sum, double[] values, int pairs) {
        for (int i = 0; i < values.length; i++) {
            sum[i] += values[i] / pairs;
        }
        return sum;
    }

    private EffectInterval interval(boolean pooled) {
        double[] ofA = Arrays.stream(values).mapToDouble(SideVariance::mean).toArray();
        double[] ofB = new double[values[0].length];
        for (int j = 0; j < ofB.length; j++) {
            for (double[] row : values) {
                ofB[j] += row[j] / values.length;
            }
        }
        if (pooled && Math.min(ofA.length, ofB.length) >= ComparisonConfig.BETWEEN_RUNS) {
            double freedom = ofA.length + ofB.length - 2.0;
            add((squares(ofA) + squares(ofB)) / freedom * (1.0 / ofA.length + 1.0 / ofB.length), freedom);
        } else {
            addSide(ofA, leftOut[0]);
            addSide(ofB, leftOut[1]);
        }
        double freedom = squaresByFreedom > 0 ? variance * variance / squaresByFreedom : Double.POSITIVE_INFINITY;
        return EffectInterval.of(mean(ofA), variance, freedom);
    }

    private void addSide(double[] runs, double[][] left) {
        int n = runs.length;
        if (n >= ComparisonConfig.BETWEEN_RUNS) {
            add(squares(runs) / (n - 1) / n, n - 1.0);
            return;
        }
        for (double[] blocks : left) {
            double count = blocks.length;
            add(ComparisonConfig.BLOCK_INFLATION * (count - 1) / count * squares(blocks), count - 1);
        }
        add(runToRunVariance / n, Double.POSITIVE_INFINITY);
    }

    private void add(double part, double freedom) {
        variance += part;
        squaresByFreedom += part * part / freedom;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(one -> (one - mean) * (one - mean)).sum();
    }
}

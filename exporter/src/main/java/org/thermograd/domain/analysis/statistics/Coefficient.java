package org.thermograd.domain.analysis.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/**
 * Pearson's correlation coefficient, or why there is none. A coefficient alone says nothing about coupling: samples of
 * a run are not separate draws, and two series that both drift correlate whatever they measure.
 *
 * @param value -1 to 1; absent if undefined
 * @param undefined why there is no value; absent if there is one
 */
public record Coefficient(OptionalDouble value, Optional<Undefined> undefined) {
    private static final int FEWEST_PAIRS = 3;

    public Coefficient {
        if (value.isPresent() == undefined.isPresent()) {
            throw new IllegalArgumentException(
                    "coefficient must have either a value or a reason, got " + value + " and " + undefined);
        }
    }

    /**
     * Returns the coefficient over the complete pairs: those of which both values are finite.
     *
     * @param x one series
     * @param y the other, of the same length
     */
    public static Coefficient pearson(double[] x, double[] y) {
        double[] xs = new double[x.length];
        double[] ys = new double[x.length];
        int complete = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                xs[complete] = x[i];
                ys[complete++] = y[i];
            }
        }
        return complete < FEWEST_PAIRS
                ? undefined(Undefined.TOO_FEW_PAIRS)
                : ofPairs(first(xs, complete), first(ys, complete));
    }

    private static double[] first(double[] values, int count) {
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    private static Coefficient ofPairs(double[] xs, double[] ys) {
        if (isConstant(xs) || isConstant(ys)) {
            return undefined(Undefined.CONSTANT_SERIES);
        }
        scale(xs);
        scale(ys);
        double r = new PearsonsCorrelation().correlation(xs, ys);
        return Double.isFinite(r)
                ? new Coefficient(OptionalDouble.of(r), Optional.empty())
                : undefined(Undefined.NOT_ESTIMABLE);
    }

    /** Divides by the largest magnitude, which leaves the coefficient as it is and keeps squares in range. */
    private static void scale(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= largest;
        }
    }

    /** Returns a coefficient without a value. */
    public static Coefficient undefined(Undefined reason) {
        return new Coefficient(OptionalDouble.empty(), Optional.of(reason));
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}

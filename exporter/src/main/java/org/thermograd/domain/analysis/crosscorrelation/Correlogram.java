package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Pearson's coefficient of {@code x[t]} and {@code y[t + lag]} over the complete pairs of each lag; a positive lag says
 * that {@code x} leads. Immutable and thread-safe.
 */
public final class Correlogram {
    private static final int FEWEST_PAIRS = 3;
    /** A variance below this share of the whole series' one is what rounding leaves of none. */
    private static final double ROUNDING = 1e-12;

    private final int maxLag;
    private final double[] coefficients;

    private Correlogram(int maxLag, double[] coefficients) {
        this.maxLag = maxLag;
        this.coefficients = coefficients;
    }

    /**
     * Computes the coefficients in O(N + L M) for M missing values.
     *
     * @param sums the sums of their products
     * @param maxLag L, 0 or more and less than their length
     */
    static Correlogram of(StandardSeries x, StandardSeries y, LagSums sums, int maxLag) {
        double[] coefficients = new double[2 * maxLag + 1];
        Side first = new Side(x);
        Side second = new Side(y);
        for (int lag = 0; lag <= maxLag; lag++) {
            coefficients[maxLag + lag] = coefficient(first, second, sums.at(lag), lag);
            coefficients[maxLag - lag] = coefficient(second, first, sums.at(-lag), lag);
        }
        return new Correlogram(maxLag, coefficients);
    }

    private static double coefficient(Side leading, Side lagging, double products, int lag) {
        Moments a = leading.early(lagging, lag);
        Moments b = lagging.late(leading, lag);
        double n = a.count();
        double varianceA = a.squares() / n - a.sum() / n * (a.sum() / n);
        double varianceB = b.squares() / n - b.sum() / n * (b.sum() / n);
        if (n < FEWEST_PAIRS || varianceA < ROUNDING || varianceB < ROUNDING) {
            return Double.NaN;
        }
        double covariance = products / n - a.sum() / n * (b.sum() / n);
        return Math.max(-1, Math.min(1, covariance / Math.sqrt(varianceA * varianceB)));
    }

    /** Returns L, in samples. */
    public int maxLag() {
        return maxLag;
    }

    /**
     * Returns the coefficient of a lag; nothing with fewer than three complete pairs, or where one side is constant.
     *
     * @param lag -L to L, in samples
     */
    public OptionalDouble at(int lag) {
        double r = coefficients[maxLag + lag];
        return Double.isNaN(r) ? OptionalDouble.empty() : OptionalDouble.of(r);
    }

    /** Count, sum and sum of squares of the values of one side that belong to complete pairs. */
    private record Moments(int count, double sum, double squares) {}

    /** A series with running sums. */
    private static final class Side {
        private final StandardSeries series;
        private final double[] sums;
        private final double[] squares;
        private final boolean[] missing;

        Side(StandardSeries series) {
            this.series = series;
            int size = series.size();
            sums = new double[size + 1];
            squares = new double[size + 1];
            missing = new boolean[size];
            Arrays.stream(series.missing()).forEach(i -> missing[i] = true);
            for (int i = 0; i < size; i++) {
                double value = series.value(i);
                sums[i + 1] = sums[i] + value;
                squares[i + 1] = squares[i] + value * value;
            }
        }

        /** Returns the moments of this side's values at t where it comes first and the other has one at t + lag. */
        Moments early(Side other, int lag) {
            return moments(other, lag, 0);
        }

        /** Returns the moments of this side's values at t + lag where the other comes first and has one at t. */
        Moments late(Side other, int lag) {
            return moments(other, -lag, lag);
        }

        /** Takes the values whose partner is missing from all that have a place for one. */
        private Moments moments(Side other, int offset, int from) {
            int size = series.size();
            int to = from + size - Math.abs(offset);
            int count = to - from;
            double sum = sums[to] - sums[from];
            double square = squares[to] - squares[from];
            for (int place : series.missing()) {
                count -= from <= place && place < to ? 1 : 0;
            }
            for (int partner : other.series.missing()) {
                int place = partner - offset;
                if (from <= place && place < to && !missing[place]) {
                    double value = series.value(place);
                    count--;
                    sum -= value;
                    square -= value * value;
                }
            }
            return new Moments(count, sum, square);
        }
    }
}

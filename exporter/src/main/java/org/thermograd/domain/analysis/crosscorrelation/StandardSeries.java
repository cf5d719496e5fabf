package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Optional;

/**
 * A series with mean 0 and variance 1 over its finite values, and 0 where a value is missing, so that missing values add
 * nothing to sums of products. Immutable and thread-safe.
 */
final class StandardSeries {
    private final double[] values;
    private final int[] missing;

    private StandardSeries(double[] values, int[] missing) {
        this.values = values;
        this.missing = missing;
    }

    /**
     * Standardises a series.
     *
     * @param series any values; those that are not finite are missing
     * @return nothing if fewer than two values are finite, if all are equal, or if their squares overflow
     */
    static Optional<StandardSeries> of(double[] series) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (double value : series) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
                sum += value;
                count++;
            }
        }
        if (!(low < high)) {
            return Optional.empty();
        }
        double mean = sum / count;
        double squares = 0;
        for (double value : series) {
            if (Double.isFinite(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        double scale = Math.sqrt(squares / count);
        if (!Double.isFinite(scale) || scale == 0) {
            return Optional.empty();
        }
        double[] values = new double[series.length];
        int[] missing = new int[series.length - count];
        int gaps = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(series[i])) {
                values[i] = (series[i] - mean) / scale;
            } else {
                missing[gaps++] = i;
            }
        }
        return Optional.of(new StandardSeries(values, missing));
    }

    /** Returns the number of values, missing ones included. */
    int size() {
        return values.length;
    }

    double value(int index) {
        return values[index];
    }

    /** Returns the sum of the products of its values with those so many places before. */
    double lagged(int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += values[i] * values[i - lag];
        }
        return sum;
    }

    /** Returns the places without a value, ascending; not to be modified. */
    int[] missing() {
        return missing;
    }

    /** Copies the values into the beginning of an array. */
    void copyTo(double[] target) {
        System.arraycopy(values, 0, target, 0, values.length);
    }
}

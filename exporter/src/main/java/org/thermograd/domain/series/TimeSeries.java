package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Samples of one signal in time order. Immutable and thread-safe.
 *
 * <p>Times are milliseconds since 1970 UTC, the resolution of Prometheus; equal times keep the order in which the
 * samples came. A value may be {@code NaN} (the sample exists, its value is missing or not a number) or infinite.
 */
public final class TimeSeries {
    /** A series without a sample. */
    public static final TimeSeries EMPTY = new TimeSeries(new Times(new long[0]), new double[0]);

    private final Times times;
    private final double[] values;

    private TimeSeries(Times times, double[] values) {
        this.times = times;
        this.values = values;
    }

    /**
     * Returns the series of the given samples, sorted stably by time.
     *
     * @param epochMillis one time per sample, in any order; copied
     * @param values one value per sample; copied
     * @throws IllegalArgumentException if the lengths differ
     */
    public static TimeSeries of(long[] epochMillis, double[] values) {
        requireNonNull(epochMillis, "epochMillis");
        requireNonNull(values, "values");
        if (epochMillis.length != values.length) {
            throw new IllegalArgumentException(
                    "values must have one entry per time, got " + values.length + " for " + epochMillis.length);
        }
        if (isAscending(epochMillis)) {
            return new TimeSeries(new Times(epochMillis.clone()), values.clone());
        }
        int[] order = Times.order(epochMillis, epochMillis.length);
        return new TimeSeries(
                new Times(Arrays.stream(order).mapToLong(i -> epochMillis[i]).toArray()),
                Arrays.stream(order).mapToDouble(i -> values[i]).toArray());
    }

    private static boolean isAscending(long[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] < times[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Wraps values that nobody writes to any more, one for each time. */
    static TimeSeries of(Times times, double[] values) {
        return new TimeSeries(times, values);
    }

    /** Returns the index of the first sample that is not before a time; their number if there is none. */
    public int firstAtOrAfter(long epochMillis) {
        return times.firstAtOrAfter(epochMillis);
    }

    /** Returns the number of samples. */
    public int size() {
        return values.length;
    }

    /**
     * Returns the time of a sample in milliseconds since 1970 UTC.
     *
     * @param index 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public long epochMillis(int index) {
        return times.epochMillis(index);
    }

    /**
     * Returns the value of a sample, possibly {@code NaN} or infinite.
     *
     * @param index 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public double value(int index) {
        return values[index];
    }

    /** Returns a copy of the times, ascending. */
    public long[] epochMillis() {
        return times.epochMillis();
    }

    /** Returns a copy of the values in time order. */
    public double[] values() {
        return values.clone();
    }

    /**
     * Returns the samples of a stretch of time.
     *
     * @param fromMillis the first millisecond of it
     * @param toMillis the first millisecond after it
     */
    public TimeSeries between(long fromMillis, long toMillis) {
        int from = times.firstAtOrAfter(fromMillis);
        int to = Math.max(from, times.firstAtOrAfter(toMillis));
        return from == 0 && to == values.length
                ? this
                : new TimeSeries(times.between(from, to), Arrays.copyOfRange(values, from, to));
    }

    /**
     * Returns the median interval between neighboring samples in milliseconds; of an even number of intervals the mean
     * of the two middle ones. It is 0 with fewer than two samples.
     */
    public double medianIntervalMillis() {
        return times.medianIntervalMillis();
    }

    /** Returns whether another series has the same times and values; {@code NaN} is the same as {@code NaN}. */
    public boolean isSameAs(TimeSeries other) {
        return times.isSameAs(other.times) && Arrays.equals(values, other.values);
    }
}

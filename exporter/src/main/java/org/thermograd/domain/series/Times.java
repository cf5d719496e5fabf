package org.thermograd.domain.series;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;

/** The times of samples, ascending, which several signals may share. Immutable and thread-safe. */
final class Times {
    private final long[] epochMillis;
    /** Found when first asked for; by two threads at once, twice the same. */
    private volatile double medianIntervalMillis = Double.NaN;

    /** Wraps an array that nobody writes to any more. */
    Times(long[] epochMillis) {
        this.epochMillis = epochMillis;
    }

    /**
     * Returns the places of times in ascending order, equal ones as they stand.
     *
     * @param epochMillis the times, in any order
     * @param size how many of them count
     */
    static int[] order(long[] epochMillis, int size) {
        return IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Long.compare(epochMillis[a], epochMillis[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int size() {
        return epochMillis.length;
    }

    long epochMillis(int index) {
        return epochMillis[index];
    }

    /** Returns a copy. */
    long[] epochMillis() {
        return epochMillis.clone();
    }

    boolean isSameAs(Times other) {
        return Arrays.equals(epochMillis, other.epochMillis);
    }

    /** Returns those from one index up to and without another; all of them are the same object. */
    Times between(int from, int to) {
        return from == 0 && to == epochMillis.length ? this : new Times(Arrays.copyOfRange(epochMillis, from, to));
    }

    /** Returns the index of the first time that is not before the given one; their number if there is none. */
    int firstAtOrAfter(long time) {
        return Ascending.firstAtLeast(epochMillis, time);
    }

    /** Returns the median interval of neighbors, as {@link TimeSeries#medianIntervalMillis}. */
    double medianIntervalMillis() {
        double median = medianIntervalMillis;
        if (Double.isNaN(median)) {
            median = epochMillis.length < 2 ? 0 : Median.withDefaults().evaluate(intervals());
            medianIntervalMillis = median;
        }
        return median;
    }

    private double[] intervals() {
        double[] intervals = new double[epochMillis.length - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = epochMillis[i + 1] - epochMillis[i];
        }
        return intervals;
    }
}

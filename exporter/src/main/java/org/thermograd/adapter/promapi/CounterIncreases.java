package org.thermograd.adapter.promapi;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.series.TimeSeries;

/**
 * What a counter rose by from sample to sample, exactly: nothing is extrapolated, unlike {@code increase()} of PromQL.
 *
 * <p>A counter that falls was reset, since its process started again; it then rose by its new value. What it rose by
 * between its last sample and the restart is lost. Over a gap the whole rise stands at the sample after the gap, and
 * further restarts within it cannot be seen. Samples that are {@code NaN}, infinite or negative are left out.
 */
public final class CounterIncreases {
    private CounterIncreases() {}

    /**
     * Returns the increases, one at the time of each sample but the first: what was before that is not known.
     *
     * @param counter the samples of one counter of one process; those of two replicas mixed would look like restarts
     */
    public static TimeSeries after(TimeSeries counter) {
        return increases(counter, Double.NaN);
    }

    /**
     * Returns the increases, one at the time of each sample, of a counter that is known to have begun at 0 in the range
     * that was read: its first sample is an increase.
     *
     * @param counter as of {@link #after}
     */
    public static TimeSeries fromZero(TimeSeries counter) {
        return increases(counter, 0);
    }

    private static TimeSeries increases(TimeSeries counter, double start) {
        requireNonNull(counter, "counter");
        SampleBuffer increases = new SampleBuffer();
        double before = start;
        for (int i = 0; i < counter.size(); i++) {
            double now = counter.value(i);
            if (!Double.isFinite(now) || now < 0) {
                continue;
            }
            if (!Double.isNaN(before)) {
                increases.add(counter.epochMillis(i), now >= before ? now - before : now);
            }
            before = now;
        }
        return increases.take();
    }
}

package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What a counter rose by from sample to sample, exactly: nothing is extrapolated, unlike {@code increase()} of PromQL.
 *
 * <p>A counter that falls was reset, since its process started again; it then rose by its new value. What it rose by
 * between its last sample and the restart is lost. Over a gap the whole rise stands at the sample after the gap, and
 * further restarts within it cannot be seen. Samples that are {@code NaN}, infinite or negative are left out.
 *
 * @param all in time order
 */
public record CounterIncreases(List<Increase> all) {
    /** Copies the list. */
    public CounterIncreases {
        all = List.copyOf(all);
    }

    /**
     * What a counter rose by between two samples.
     *
     * @param afterMillis time of the sample before
     * @param atMillis time of the sample
     * @param amount 0 or more
     * @param origin where it rose from
     */
    public record Increase(long afterMillis, long atMillis, double amount, Origin origin) {}

    /** Where a counter rose from. */
    public enum Origin {
        /** From the sample before. */
        SAMPLE,
        /** From 0, at its beginning, which is known. */
        BEGINNING,
        /** From 0, since it was reset after the sample before. */
        RESET
    }

    /**
     * Returns the increases at each sample but the first: what was before that is not known.
     *
     * @param counter the samples of one counter of one process; those of two replicas mixed would look like restarts
     */
    public static CounterIncreases of(TimeSeries counter) {
        return increases(counter, Long.MAX_VALUE, Double.NaN);
    }

    /**
     * Returns the increases of a counter that is known to have begun at 0: its first sample is an increase.
     *
     * @param counter as of {@link #of}
     * @param startMillis when it was 0; its first sample where that is earlier
     */
    public static CounterIncreases fromZero(TimeSeries counter, long startMillis) {
        return increases(counter, startMillis, 0);
    }

    private static CounterIncreases increases(TimeSeries counter, long startMillis, double start) {
        requireNonNull(counter, "counter");
        List<Increase> increases = new ArrayList<>();
        double before = start;
        long beforeMillis = startMillis;
        boolean first = true;
        for (int i = 0; i < counter.size(); i++) {
            double now = counter.value(i);
            if (!Double.isFinite(now) || now < 0) {
                continue;
            }
            long millis = counter.epochMillis(i);
            if (!Double.isNaN(before)) {
                Origin origin = first ? Origin.BEGINNING : now < before ? Origin.RESET : Origin.SAMPLE;
                increases.add(new Increase(
                        Math.min(beforeMillis, millis), millis, origin == Origin.SAMPLE ? now - before : now, origin));
            }
            before = now;
            beforeMillis = millis;
            first = false;
        }
        return new CounterIncreases(increases);
    }

    /** Returns what the counter rose by in all. */
    public double total() {
        return total(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Returns the sum of the increases at samples of a stretch of time.
     *
     * @param afterMillis the last millisecond before it
     * @param untilMillis its last millisecond
     */
    public double total(long afterMillis, long untilMillis) {
        return all.stream()
                .filter(one -> one.atMillis() > afterMillis && one.atMillis() <= untilMillis)
                .mapToDouble(Increase::amount)
                .sum();
    }

    /** Returns the increases at the first sample after each reset. */
    public List<Increase> resets() {
        return all.stream().filter(one -> one.origin() == Origin.RESET).toList();
    }
}

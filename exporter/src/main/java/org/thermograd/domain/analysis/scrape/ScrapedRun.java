package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.thermograd.domain.event.EventSlots;
import org.thermograd.domain.series.TimeSeries;

/**
 * A training run as scrapes saw it.
 *
 * @param id its name in the analysis
 * @param series what was scraped; absent where there was nothing
 * @param spikes the onsets of its spikes
 */
public record ScrapedRun(String id, Map<RunSeries, TimeSeries> series, EventSlots spikes) {
    private static final double MILLIS = 1000;

    public ScrapedRun {
        requireNonNull(id, "id");
        requireNonNull(spikes, "spikes");
        Map<RunSeries, TimeSeries> copy = new EnumMap<>(RunSeries.class);
        copy.putAll(series);
        series = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns when the counters of the run were 0, in milliseconds, where it began in the range that was read.
     *
     * @param fromMillis the beginning of that
     */
    public OptionalLong beganMillis(long fromMillis) {
        TimeSeries start = of(RunSeries.START_SECONDS);
        long began = start.size() == 0 ? Long.MIN_VALUE : millis(start.value(0));
        return start.size() > 0 && began >= fromMillis ? OptionalLong.of(began) : OptionalLong.empty();
    }

    /** Returns the samples of a series, none if it was not scraped. */
    public TimeSeries of(RunSeries one) {
        TimeSeries found = series.get(one);
        return found == null ? TimeSeries.EMPTY : found;
    }

    /** Returns seconds since 1970 UTC in milliseconds, rounded. */
    static long millis(double seconds) {
        return (long) Math.rint(seconds * MILLIS);
    }
}

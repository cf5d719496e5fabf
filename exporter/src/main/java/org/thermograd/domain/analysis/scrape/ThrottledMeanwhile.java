package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * How long a driver may have held a device back while nobody looked at it, by its own counters, which count on over a restart
 * of the exporter. An upper bound: it is what they rose by from the last scrape before to the first one after.
 *
 * @param counted whether all counters were scraped before and after, and none started over
 * @param seconds the most, by reason; those that did not rise are left out
 */
public record ThrottledMeanwhile(boolean counted, SortedMap<String, Double> seconds) {
    /** Copies the map. */
    public ThrottledMeanwhile {
        seconds = Collections.unmodifiableSortedMap(new TreeMap<>(seconds));
    }

    /**
     * Looks at a gap.
     *
     * @param gap the time in which nobody looked
     * @param counters the seconds that the driver has counted, by reason; empty if it counts none
     */
    public static ThrottledMeanwhile of(Segment gap, SortedMap<String, TimeSeries> counters) {
        requireNonNull(gap, "gap");
        SortedMap<String, Double> seconds = new TreeMap<>();
        boolean counted = !counters.isEmpty();
        for (var counter : counters.entrySet()) {
            TimeSeries samples = counter.getValue();
            int after = samples.firstAtOrAfter(gap.endMillis());
            int before = samples.firstAtOrAfter(gap.startMillis()) - 1;
            boolean known = before >= 0 && after < samples.size() && samples.value(after) >= samples.value(before);
            counted &= known;
            if (known && samples.value(after) > samples.value(before)) {
                seconds.put(counter.getKey(), samples.value(after) - samples.value(before));
            }
        }
        return new ThrottledMeanwhile(counted, counted ? seconds : new TreeMap<>());
    }
}

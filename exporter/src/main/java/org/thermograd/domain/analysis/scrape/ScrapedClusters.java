package org.thermograd.domain.analysis.scrape;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.thermograd.domain.event.EventSlots;
import org.thermograd.domain.event.SlotPairs;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/** Clusters of episodes that an exporter priced and keeps in numbered slots, as scrapes saw them. Immutable and thread-safe. */
public final class ScrapedClusters {
    private final TimeSeries count;
    private final EventSlots slots;
    private final SortedMap<Long, Double> slowdowns;

    private ScrapedClusters(TimeSeries count, EventSlots slots, SortedMap<Long, Double> slowdowns) {
        this.count = count;
        this.slots = slots;
        this.slowdowns = slowdowns;
    }

    /**
     * Returns what was seen.
     *
     * @param count counter of the clusters
     * @param startSeconds by slot when the cluster in it began, in seconds since 1970 UTC
     * @param ratios by the same slots its slowdown, looked at when the starts were; without it a cluster is left out
     */
    public static ScrapedClusters of(
            TimeSeries count, Map<String, TimeSeries> startSeconds, Map<String, TimeSeries> ratios) {
        SortedMap<Long, Double> slowdowns = SlotPairs.greatest(startSeconds, ratios);
        slowdowns.values().removeIf(ratio -> ratio <= 0);
        return new ScrapedClusters(count, EventSlots.of(startSeconds, Map.of()), slowdowns);
    }

    /** Returns the slowdowns of the clusters that began in a time, in their order. */
    double[] slowdowns(Segment time) {
        return slowdowns.subMap(time.startMillis(), time.endMillis()).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /**
     * Returns how many were counted and never seen with their slowdown.
     *
     * @param began when the counter was 0, where that is known
     * @param fromMillis those that began before are not missed
     */
    long missing(OptionalLong began, long fromMillis) {
        CounterIncreases increases =
                began.isPresent() ? CounterIncreases.fromZero(count, began.getAsLong()) : CounterIncreases.of(count);
        long withoutSlowdown = slots.spans().stream()
                .filter(cluster -> cluster.onsetMillis() >= fromMillis && !slowdowns.containsKey(cluster.onsetMillis()))
                .count();
        return slots.missing(increases).count() + withoutSlowdown;
    }
}

package org.thermograd.domain.event;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.TimeSeries;

/** Values that a process keeps beside the times of events, in slots of the same numbers. */
public final class SlotPairs {
    private static final double MILLIS = 1000;

    private SlotPairs() {}

    /**
     * Returns for each event the greatest value that was seen in its slot at the same look.
     *
     * @param seconds by slot its samples: the time of the event in it, in seconds since 1970 UTC; samples that are not
     *     finite are left out
     * @param values by the same slots the samples of the value, looked at when the times were
     * @return by the time of the event in milliseconds, rounded; without events that were never seen with a finite value
     */
    public static SortedMap<Long, Double> greatest(Map<String, TimeSeries> seconds, Map<String, TimeSeries> values) {
        SortedMap<Long, Double> greatest = new TreeMap<>();
        seconds.forEach((slot, times) -> {
            TimeSeries beside = values.getOrDefault(slot, TimeSeries.EMPTY);
            int j = 0;
            for (int i = 0; i < times.size(); i++) {
                while (j < beside.size() && beside.epochMillis(j) < times.epochMillis(i)) {
                    j++;
                }
                boolean paired = j < beside.size() && beside.epochMillis(j) == times.epochMillis(i);
                if (paired && Double.isFinite(times.value(i)) && Double.isFinite(beside.value(j))) {
                    greatest.merge(millis(times.value(i)), beside.value(j), Math::max);
                }
            }
        });
        return greatest;
    }

    /** Returns seconds in milliseconds, rounded. */
    public static long millis(double seconds) {
        return (long) Math.rint(seconds * MILLIS);
    }
}

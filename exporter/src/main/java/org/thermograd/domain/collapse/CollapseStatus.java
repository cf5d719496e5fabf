package org.thermograd.domain.collapse;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The collapses of one device for one reason, since the exporter started, or since before where its state was kept. Immutable.
 *
 * @param observable whether one could be seen now
 * @param everObservable whether one could be seen at any time; if not there are no counts
 * @param active whether the device is in one now
 * @param total onsets that were seen; those within the refractory of the one before belong to it
 * @param seconds time in collapses, whose onset was seen or not
 * @param observedSeconds time in which one could be seen
 * @param onsetMillis the last {@value CollapseMonitor#SLOTS} onsets by slot, which is the number of the event (from 0)
 *     modulo {@value CollapseMonitor#SLOTS}
 * @param endMillis for the same slots the time of the last sample in the collapse so far
 */
public record CollapseStatus(
        boolean observable,
        boolean everObservable,
        boolean active,
        long total,
        double seconds,
        double observedSeconds,
        SortedMap<Integer, Long> onsetMillis,
        SortedMap<Integer, Long> endMillis) {
    /** Copies the maps. */
    public CollapseStatus {
        onsetMillis = Collections.unmodifiableSortedMap(new TreeMap<>(onsetMillis));
        endMillis = Collections.unmodifiableSortedMap(new TreeMap<>(endMillis));
    }
}

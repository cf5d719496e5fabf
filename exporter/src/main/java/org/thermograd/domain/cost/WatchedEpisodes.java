package org.thermograd.domain.cost;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * What is known of the episodes of some devices. Immutable and thread-safe.
 *
 * @param watched when the flags of all of them were known
 * @param byKind the times in which each flag was up, in any order; those that were never up included
 * @param lateReasons the reasons whose flags may rise late by an unknown time
 * @param guardMillis a step this close to an episode is not outside; 0 or more
 */
public record WatchedEpisodes(
        Coverage watched, Map<EpisodeKind, List<Segment>> byKind, Set<String> lateReasons, long guardMillis) {
    /** No flag of any device is known. */
    public static final WatchedEpisodes NONE = new WatchedEpisodes(new Coverage(List.of()), Map.of(), Set.of(), 0);

    /** Copies the collections. */
    public WatchedEpisodes {
        byKind = Collections.unmodifiableMap(new LinkedHashMap<>(byKind));
        lateReasons = Set.copyOf(lateReasons);
    }
}

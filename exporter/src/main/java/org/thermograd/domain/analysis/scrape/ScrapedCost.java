package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.series.TimeSeries;

/**
 * What an exporter tells of what throttling and collapses cost a run, as scrapes saw it.
 *
 * @param watchedSeconds counter of the time of steps while the flags of the devices were known
 * @param kinds by kind of episodes
 */
public record ScrapedCost(TimeSeries watchedSeconds, Map<EpisodeKind, Kind> kinds) {
    /** Copies the map. */
    public ScrapedCost {
        requireNonNull(watchedSeconds, "watchedSeconds");
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /**
     * The episodes of one kind.
     *
     * @param episodes counter of them
     * @param throttledSeconds counter of the watched time in them
     * @param clusters those that were compared
     * @param earlier those that were compared as if the flag were late by some milliseconds; empty where its latency is known
     */
    public record Kind(
            TimeSeries episodes,
            TimeSeries throttledSeconds,
            ScrapedClusters clusters,
            SortedMap<Long, ScrapedClusters> earlier) {
        /** Copies the map. */
        public Kind {
            requireNonNull(episodes, "episodes");
            requireNonNull(throttledSeconds, "throttledSeconds");
            requireNonNull(clusters, "clusters");
            earlier = Collections.unmodifiableSortedMap(new TreeMap<>(earlier));
        }
    }
}

package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.series.Segment;

/**
 * What throttling and collapses have cost a run so far. Immutable.
 *
 * @param watchedSeconds time of steps while the flags of the devices were known
 * @param kinds by kind; those that can be told and of which there was none too
 */
public record LiveCosts(double watchedSeconds, Map<EpisodeKind, Kind> kinds) {
    /** Nothing was watched. */
    public static final LiveCosts NONE = new LiveCosts(0, Map.of());

    /** Copies the map. */
    public LiveCosts {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /**
     * What the episodes of one kind cost.
     *
     * @param episodes how many there were while steps were watched
     * @param throttledSeconds watched time in them
     * @param lostSeconds time that would not have been needed without them: the highest estimate so far, 0 as long as fewer than
     *     five clusters, or none with an interval above 1, were compared
     * @param clusters the clusters of episodes that were compared
     * @param earlier the same as if the flag were late by some milliseconds, where that is not known
     */
    public record Kind(
            long episodes,
            double throttledSeconds,
            double lostSeconds,
            Clusters clusters,
            SortedMap<Long, Clusters> earlier) {
        /** Copies the map. */
        public Kind {
            requireNonNull(clusters, "clusters");
            earlier = Collections.unmodifiableSortedMap(new TreeMap<>(earlier));
        }
    }

    /**
     * Clusters of episodes.
     *
     * @param count how many were compared
     * @param slots the newest, at most 16, by slot, which is the number of the cluster (from 0) modulo 16
     */
    public record Clusters(long count, SortedMap<Integer, Cluster> slots) {
        /** How many are kept of one kind. */
        public static final int SLOTS = Slots.SLOTS;

        /** Copies the map. */
        public Clusters {
            slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
        }
    }

    /**
     * One cluster.
     *
     * @param time from the start of its first episode to the end of its last one
     * @param slowdown by how much its steps were slower than those near it; above 1 is slower
     */
    public record Cluster(Segment time, double slowdown) {
        /** Checks that nothing is missing. */
        public Cluster {
            requireNonNull(time, "time");
        }
    }
}

package org.thermograd.adapter.exposition.collector;

import java.util.List;
import java.util.stream.Stream;
import org.thermograd.adapter.exposition.Family;

/** The families of what throttling and collapses cost training runs. */
final class CostFamilies {
    static final Family WATCHED = Family.counter(
            "thermograd_training_watched_seconds_total",
            "Time of the steps of a run while the flags of its devices were known.",
            "run");
    static final Family EPISODES = Family.counter(
            "thermograd_training_episodes_total", "Episodes while the steps of a run were watched.", labels());
    static final Family THROTTLED = Family.counter(
            "thermograd_training_throttled_seconds_total", "Watched time of a run in such episodes.", labels());
    static final Family LOST = Family.counter(
            "thermograd_training_lost_seconds_total",
            "Time that a run would not have needed without them; 0 until five clusters show that steps were slower.",
            labels());
    static final Family CLUSTERS = Family.counter(
            "thermograd_training_episode_clusters_total",
            "Clusters of episodes, each less than 30 s after the one before, that were compared with steps near them.",
            labels());
    static final Family SLOWDOWN = Family.gauge(
            "thermograd_training_episode_slowdown_ratio",
            "Step time in the last 16 clusters by that near them; the slot is the cluster's number, from 0, modulo 16.",
            labels("slot"));
    static final Family START = Family.gauge(
            "thermograd_training_episode_start_timestamp_seconds",
            "When the first episode of the cluster in the same slot began.",
            labels("slot"));
    static final Family END = Family.gauge(
            "thermograd_training_episode_end_timestamp_seconds",
            "When the last episode of the cluster in the same slot ended.",
            labels("slot"));
    static final Family LATE_CLUSTERS = Family.counter(
            "thermograd_training_late_episode_clusters_total",
            "Clusters that were compared as if the flag, whose latency is not known, were so late.",
            labels("late"));
    static final Family LATE_SLOWDOWN = Family.gauge(
            "thermograd_training_late_episode_slowdown_ratio",
            "Step time in the last 16 of these clusters by that near them.",
            labels("late", "slot"));
    static final Family LATE_START = Family.gauge(
            "thermograd_training_late_episode_start_timestamp_seconds",
            "When the cluster in the same slot began if the flag is so late.",
            labels("late", "slot"));

    static final List<Family> ALL = List.of(
            WATCHED,
            EPISODES,
            THROTTLED,
            LOST,
            CLUSTERS,
            SLOWDOWN,
            START,
            END,
            LATE_CLUSTERS,
            LATE_SLOWDOWN,
            LATE_START);

    private CostFamilies() {}

    private static String[] labels(String... more) {
        return Stream.concat(Stream.of("run", "device", "reason"), Stream.of(more))
                .toArray(String[]::new);
    }
}

package org.thermograd.adapter.prometheus.runs;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.thermograd.domain.analysis.scrape.DeviceSeries;
import org.thermograd.domain.analysis.scrape.RunSeries;
import org.thermograd.domain.analysis.scrape.SlotSeries;

/** The families that are read, as docs/metrics.md names them, with the labels that are the exporter's own. */
final class ExporterFamilies {
    static final String JOB = "job";
    static final String INSTANCE_LABEL = "instance";
    /** What servers that scrape the same targets tell themselves apart by. */
    static final Set<String> REPLICA_LABELS = Set.of("replica", "prometheus_replica", "__replica__", "prometheus");

    static final String RUN = "run";
    static final String DEVICE = "device";
    static final String UUID = "uuid";
    static final String REASON = "reason";
    static final String SLOT = "slot";
    static final String PHASE = "phase";
    static final String RANK = "rank";
    static final String TEXT = "text";
    static final String HARDWARE = "hardware";
    static final String TRAINING = "training";

    static final String BUILD_INFO = "thermograd_build_info";
    static final String SOURCE = "thermograd_source_info";
    static final String SAMPLE_PERIOD = "thermograd_sample_period_seconds";
    static final String REPLAY_LAG = "thermograd_replay_lag_seconds";
    static final String STEP_DURATION = "thermograd_training_step_duration_seconds";
    static final String WATCHED_SECONDS = "thermograd_training_watched_seconds_total";
    static final String EPISODES = "thermograd_training_episodes_total";
    static final String THROTTLED_SECONDS = "thermograd_training_throttled_seconds_total";
    static final String CLUSTERS = "thermograd_training_episode_clusters_total";
    static final String CLUSTER_START = "thermograd_training_episode_start_timestamp_seconds";
    static final String CLUSTER_SLOWDOWN = "thermograd_training_episode_slowdown_ratio";
    static final String LATE_CLUSTERS = "thermograd_training_late_episode_clusters_total";
    static final String LATE_CLUSTER_START = "thermograd_training_late_episode_start_timestamp_seconds";
    static final String LATE_CLUSTER_SLOWDOWN = "thermograd_training_late_episode_slowdown_ratio";
    static final String RUN_DEVICE = "thermograd_training_run_device_info";
    static final String COLLAPSE_ONSET = "thermograd_collapse_onset_timestamp_seconds";
    static final String COLLAPSE_END = "thermograd_collapse_end_timestamp_seconds";
    static final String DRIVER_SECONDS = "thermograd_gpu_throttle_seconds_total";
    static final String LATENCY = "thermograd_collapse_detector_latency_seconds";

    private static final Map<RunSeries, String> OF_RUNS = Collections.unmodifiableMap(new EnumMap<>(Map.ofEntries(
            Map.entry(RunSeries.STEPS, "thermograd_training_steps_total"),
            Map.entry(RunSeries.SPIKE_STEPS, "thermograd_training_grad_spike_steps_total"),
            Map.entry(RunSeries.SPIKES, "thermograd_training_grad_spikes_total"),
            Map.entry(RunSeries.UNEXAMINED, "thermograd_training_steps_unexamined_total"),
            Map.entry(RunSeries.NON_FINITE, "thermograd_training_nonfinite_total"),
            Map.entry(RunSeries.NORMS, "thermograd_training_step_grad_norm_count"),
            Map.entry(RunSeries.NORM_SUM, "thermograd_training_step_grad_norm_sum"),
            Map.entry(RunSeries.NORM, "thermograd_training_grad_norm"),
            Map.entry(RunSeries.NORM_WINDOW_MAX, "thermograd_training_grad_norm_window_max"),
            Map.entry(RunSeries.STEP, "thermograd_training_step"),
            Map.entry(RunSeries.LAST_PUSH_SECONDS, "thermograd_training_last_push_timestamp_seconds"),
            Map.entry(RunSeries.START_SECONDS, "thermograd_training_run_start_timestamp_seconds"),
            Map.entry(RunSeries.CLOCK_SKEW_SECONDS, "thermograd_training_clock_skew_seconds"),
            Map.entry(RunSeries.SLOW_RUNS, "thermograd_training_slow_steps_runs_total"),
            Map.entry(RunSeries.LEVEL_SHIFTS, "thermograd_training_level_shifts_total"),
            Map.entry(RunSeries.RESTARTS, "thermograd_training_restarts_total"),
            Map.entry(RunSeries.STEP_MEDIAN_SECONDS, "thermograd_training_step_median_seconds"))));

    private static final Map<SlotSeries, String> OF_SLOTS = Collections.unmodifiableMap(new EnumMap<>(Map.ofEntries(
            Map.entry(SlotSeries.SPIKE_ONSET, "thermograd_training_spike_onset_timestamp_seconds"),
            Map.entry(SlotSeries.SPIKE_STEP_START, "thermograd_training_spike_step_start_timestamp_seconds"),
            Map.entry(SlotSeries.SLOW_START, "thermograd_training_slow_steps_start_timestamp_seconds"),
            Map.entry(SlotSeries.SLOW_END, "thermograd_training_slow_steps_end_timestamp_seconds"),
            Map.entry(SlotSeries.SLOW_LONGEST_SECONDS, "thermograd_training_slow_steps_longest_seconds"),
            Map.entry(SlotSeries.SLOW_STEPS, "thermograd_training_slow_steps_steps"),
            Map.entry(SlotSeries.LEVEL_SHIFT, "thermograd_training_level_shift_timestamp_seconds"),
            Map.entry(SlotSeries.RESTART, "thermograd_training_restart_timestamp_seconds"),
            Map.entry(SlotSeries.MARK, "thermograd_training_mark_timestamp_seconds"),
            Map.entry(SlotSeries.PHASE_START, "thermograd_training_phase_start_timestamp_seconds"),
            Map.entry(SlotSeries.PHASE_END, "thermograd_training_phase_end_timestamp_seconds"),
            Map.entry(SlotSeries.RANK_SECONDS, "thermograd_training_rank_step_duration_seconds_sum"),
            Map.entry(SlotSeries.RANK_STEPS, "thermograd_training_rank_step_duration_seconds_count"))));

    private static final Map<DeviceSeries, String> OF_DEVICES = Collections.unmodifiableMap(new EnumMap<>(Map.of(
            DeviceSeries.OBSERVABLE, "thermograd_collapse_observable",
            DeviceSeries.OBSERVED_SECONDS, "thermograd_collapse_observed_seconds_total",
            DeviceSeries.COLLAPSES, "thermograd_collapses_total",
            DeviceSeries.ACTIVE, "thermograd_collapse_active")));

    private ExporterFamilies() {}

    static String name(RunSeries series) {
        return OF_RUNS.getOrDefault(series, "");
    }

    static String name(SlotSeries series) {
        return OF_SLOTS.getOrDefault(series, "");
    }

    static String name(DeviceSeries series) {
        return OF_DEVICES.getOrDefault(series, "");
    }

    /** Returns the labels of a family of runs beside {@code run}, with the only value that is read. */
    static Map<String, String> fixed(RunSeries series) {
        return switch (series) {
            case NON_FINITE -> Map.of("signal", "grad_norm");
            case NORM_WINDOW_MAX -> Map.of("window", "60s");
            default -> Map.of();
        };
    }

    /** Returns the labels by which the series of a family of devices differ. */
    static Set<String> deviceLabels() {
        return Set.of(DEVICE, UUID, REASON);
    }
}

package org.thermograd.adapter.exposition.collector;

import java.util.List;
import org.thermograd.adapter.exposition.Family;

/** The families of the correlation service. */
final class CorrelationFamilies {
    static final Family VERDICT = Family.gauge(
            "thermograd_correlation_verdict",
            "1 for the verdict of the newest analyzed window of a run, 0 for every other.",
            "run",
            "device",
            "verdict");
    static final Family RATE_RATIO = direction(
            "thermograd_correlation_rate_ratio",
            "How many times more often the second kind of event comes after the first than at other times.");
    static final Family RATE_RATIO_LOWER =
            direction("thermograd_correlation_rate_ratio_lower", "Lower end of its 95 % interval.");
    static final Family RATE_RATIO_UPPER = direction(
            "thermograd_correlation_rate_ratio_upper", "Upper end of its 95 % interval; absent where infinite.");
    static final Family COINCIDENCE_RATE = direction(
            "thermograd_correlation_coincidence_rate",
            "Share of the events of the second kind that came after one of the first.");
    static final Family P_VALUE = direction(
            "thermograd_correlation_p_value", "The largest p-value of the null models of the coincidence test.");
    static final Family Q_VALUE = direction(
            "thermograd_correlation_q_value",
            "The p-value, corrected for testing both directions; of a single device, for those of all devices of the run.");
    static final Family DETECTABLE = direction(
            "thermograd_correlation_detectable_rate_ratio",
            "The smallest rate ratio that this much data would have shown four times in five.");
    static final Family COEFFICIENT = signal(
            "thermograd_correlation_coefficient",
            "Coefficient of the gradient norm and a signal of a device at the lag where it is largest; exploratory.");
    static final Family COEFFICIENT_Q_VALUE = signal(
            "thermograd_correlation_coefficient_q_value",
            "Its p-value, corrected for looking at every lag, run, device and signal.");
    static final Family COEFFICIENT_LAG = signal(
            "thermograd_correlation_coefficient_lag_seconds", "That lag; positive where the gradient norm leads.");
    static final Family SPIKES = run("thermograd_correlation_spikes", "Spikes while both sides were watched.");
    static final Family COLLAPSES = run("thermograd_correlation_collapses", "Collapses while both sides were watched.");
    static final Family OBSERVED =
            run("thermograd_correlation_observed_seconds", "Time in which both sides were watched.");
    static final Family MORE = run(
            "thermograd_correlation_more_seconds",
            "How much longer to run for an answer, where the verdict is that the run was too short.");
    static final Family LAG_BIN = bin(
            "thermograd_correlation_lag_bin",
            "Pairs of a spike and a collapse with this lag; positive lags have the spike first, the bin is its left end.");
    static final Family LAG_EXPECTED =
            bin("thermograd_correlation_lag_bin_expected", "Pairs that this bin would hold at even rates.");
    static final Family LAG_LOWER =
            bin("thermograd_correlation_lag_bin_lower", "Lower end of the 95 % band of chance.");
    static final Family LAG_UPPER =
            bin("thermograd_correlation_lag_bin_upper", "Upper end of the 95 % band of chance.");
    static final Family SLOWDOWN = Family.gauge(
            "thermograd_correlation_step_slowdown_ratio",
            "Step time in episodes by that of steps near them; of histograms alone, median by median.",
            "run",
            "device",
            "reason");
    static final Family SLOWDOWN_LOWER = Family.gauge(
            "thermograd_correlation_step_slowdown_ratio_lower",
            "Lower end of its 95 % interval.",
            "run",
            "device",
            "reason");
    static final Family SLOWDOWN_UPPER =
            Family.gauge("thermograd_correlation_step_slowdown_ratio_upper", "Upper end.", "run", "device", "reason");
    static final Family LOST = Family.gauge(
            "thermograd_correlation_lost_seconds",
            "Time that would not have been needed without the episodes, where the whole interval is slower.",
            "run",
            "device",
            "reason");
    static final Family LOST_LOWER = Family.gauge(
            "thermograd_correlation_lost_seconds_lower", "Lower end of its 95 % interval.", "run", "device", "reason");
    static final Family LOST_UPPER =
            Family.gauge("thermograd_correlation_lost_seconds_upper", "Upper end.", "run", "device", "reason");
    static final Family WINDOW_START = Family.gauge(
            "thermograd_correlation_window_start_timestamp_seconds", "Where the newest analyzed window begins.");
    static final Family WINDOW_END = Family.gauge(
            "thermograd_correlation_window_end_timestamp_seconds", "Where the newest analyzed window ends.");
    static final Family ANALYZED = Family.counter(
            "thermograd_correlation_windows_analyzed_total",
            "Windows analyzed; they do not overlap, and each is a test of its own.");
    static final Family LAST_SUCCESS =
            Family.gauge("thermograd_correlation_last_success_timestamp_seconds", "When a pass last succeeded.");
    static final Family DURATION =
            Family.gauge("thermograd_correlation_duration_seconds", "How long the last pass that succeeded took.");
    static final Family FAILURES = Family.counter(
            "thermograd_correlation_failures_total",
            "Passes of which some part failed; the results are then those of the last good one.");
    static final Family ABANDONED = Family.counter(
            "thermograd_correlation_windows_abandoned_total",
            "Windows that were not analyzed, since each failed until a later window was due.");
    static final Family SKIPPED = Family.counter(
            "thermograd_correlation_passes_skipped_total",
            "Passes left out because the one before took longer than the interval.");

    static final List<Family> ALL = List.of(
            VERDICT,
            RATE_RATIO,
            RATE_RATIO_LOWER,
            RATE_RATIO_UPPER,
            COINCIDENCE_RATE,
            P_VALUE,
            Q_VALUE,
            DETECTABLE,
            COEFFICIENT,
            COEFFICIENT_Q_VALUE,
            COEFFICIENT_LAG,
            SPIKES,
            COLLAPSES,
            OBSERVED,
            MORE,
            LAG_BIN,
            LAG_EXPECTED,
            LAG_LOWER,
            LAG_UPPER,
            SLOWDOWN,
            SLOWDOWN_LOWER,
            SLOWDOWN_UPPER,
            LOST,
            LOST_LOWER,
            LOST_UPPER,
            WINDOW_START,
            WINDOW_END,
            ANALYZED,
            LAST_SUCCESS,
            DURATION,
            FAILURES,
            ABANDONED,
            SKIPPED);

    private CorrelationFamilies() {}

    private static Family run(String name, String help) {
        return Family.gauge(name, help, "run", "device");
    }

    private static Family direction(String name, String help) {
        return Family.gauge(name, help, "run", "device", "direction");
    }

    private static Family signal(String name, String help) {
        return Family.gauge(name, help, "run", "device", "signal", "method");
    }

    private static Family bin(String name, String help) {
        return Family.gauge(name, help, "run", "device", "bin");
    }
}

package org.thermograd.domain.analysis.scrape;

/** What an exporter tells of a training run, one series each. */
public enum RunSeries {
    /** Counter of the steps. */
    STEPS,
    /** Counter of the steps that are spikes. */
    SPIKE_STEPS,
    /** Counter of the spikes. */
    SPIKES,
    /** Counter of the steps that were not checked for spikes, those that the client dropped included. */
    UNEXAMINED,
    /** Counter of the gradient norms that were not finite. */
    NON_FINITE,
    /** Counter of the finite gradient norms. */
    NORMS,
    /** Sum of the finite gradient norms. */
    NORM_SUM,
    /** Newest gradient norm. */
    NORM,
    /** Greatest gradient norm of the last minute. */
    NORM_WINDOW_MAX,
    /** Number of the newest step. */
    STEP,
    /** When the run pushed last, in seconds since 1970 UTC by the exporter's clock. */
    LAST_PUSH_SECONDS,
    /** When the earliest step that was counted ended, in seconds since 1970 UTC; the counters were 0 then. */
    START_SECONDS,
    /** How far the clock of the run is behind that of the exporter, in seconds. */
    CLOCK_SKEW_SECONDS,
    /** Counter of the runs of slow steps; absent of exporters that keep no marks of steps. */
    SLOW_RUNS,
    /** Counter of the level shifts of the gradient norm. */
    LEVEL_SHIFTS,
    /** Counter of the restarts from a checkpoint. */
    RESTARTS,
    /** Median of the newest steps, in seconds. */
    STEP_MEDIAN_SECONDS
}

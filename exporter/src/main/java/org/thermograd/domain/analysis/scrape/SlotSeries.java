package org.thermograd.domain.analysis.scrape;

/** What an exporter keeps of a training run in numbered slots, one value an event; times in seconds since 1970 UTC. */
public enum SlotSeries {
    /** When a spike began: the end of its first step. */
    SPIKE_ONSET,
    /** When the first step of that spike began. */
    SPIKE_STEP_START,
    /** When slow steps after one another began. */
    SLOW_START,
    /** When they ended. */
    SLOW_END,
    /** The longest of them, in seconds. */
    SLOW_LONGEST_SECONDS,
    /** How many they are. */
    SLOW_STEPS,
    /** When a spike began with which the gradient norm rose for good. */
    LEVEL_SHIFT,
    /** When the run restarted from a checkpoint. */
    RESTART
}

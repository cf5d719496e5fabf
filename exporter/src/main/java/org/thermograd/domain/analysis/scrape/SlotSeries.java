package org.thermograd.domain.analysis.scrape;

/** What an exporter keeps of a training run in numbered slots, one value an event, and of its ranks; times in seconds since
 * 1970 UTC. */
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
    RESTART,
    /** When the moment was that the run marked; the slot is called by its number and the text of the mark. */
    MARK,
    /** When a phase of the run began in which it did not train; the slot is called by its number and the phase. */
    PHASE_START,
    /** When it ended; by the same names. */
    PHASE_END,
    /** How long the own parts of steps of a rank took together; in place of the slot stands the rank. */
    RANK_SECONDS,
    /** How many parts of steps these are; likewise. */
    RANK_STEPS;

    private static final char BETWEEN = ' ';

    /**
     * Returns what a slot is called that holds something with a name of its own.
     *
     * @param number the number of the slot
     * @param held the name of what it holds; empty where that has none
     */
    public static String slot(String number, String held) {
        return held.isEmpty() ? number : number + BETWEEN + held;
    }

    /** Returns the name of what a slot holds; empty where that has none. */
    static String held(String slot) {
        int between = slot.indexOf(BETWEEN);
        return between < 0 ? "" : slot.substring(between + 1);
    }
}

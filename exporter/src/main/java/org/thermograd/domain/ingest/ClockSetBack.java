package org.thermograd.domain.ingest;

/**
 * Tells a run whose clock was set back from steps that come late: several of its steps in a row are older than the newest, and
 * their numbers ascend above it. Confined to one thread; what it has seen is not worth keeping over a restart.
 */
final class ClockSetBack {
    /** How many steps make sure: what waited elsewhere may come late, but one restarts from a checkpoint then. */
    static final int STEPS = 3;

    private int ascending;
    private long highest;

    /**
     * Takes a step that is older than the newest and tells whether the clock was set back.
     *
     * @param step its number
     * @param newest the number of the newest step
     */
    boolean shows(long step, long newest) {
        boolean ascends = step > (ascending == 0 ? newest : highest);
        ascending = ascends ? ascending + 1 : 0;
        highest = step;
        return ascending == STEPS;
    }

    /** Begins anew: a step came in its time. */
    void clear() {
        ascending = 0;
    }
}

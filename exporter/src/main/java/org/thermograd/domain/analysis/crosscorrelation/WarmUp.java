package org.thermograd.domain.analysis.crosscorrelation;

import org.thermograd.domain.Require;

/**
 * The beginning of a run that is left out of what its continuous signals are tested on: the norm falls and the chip warms then,
 * whatever one has to do with the other.
 *
 * @param millis how much of a run is left out, 0 or more; with 0 nothing is
 * @param share but at most one part in this many of the run, at least 1
 */
public record WarmUp(long millis, int share) {
    /** The values of docs/correlation.md. */
    public static final WarmUp DEFAULTS = new WarmUp(600_000, 4);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public WarmUp {
        Require.notNegative("millis", millis);
        Require.atLeast(1, "share", share);
    }

    /** Returns the first time that is kept of a run. */
    long endMillis(long firstMillis, long lastMillis) {
        return firstMillis + Math.min(millis, (lastMillis - firstMillis) / share);
    }

    /** Returns whether a run is so short that less of it is left out, so that the rest may still be warming up. */
    boolean isCutShort(long firstMillis, long lastMillis) {
        return (lastMillis - firstMillis) / share < millis;
    }
}

package org.thermograd.domain.series;

import org.thermograd.domain.Require;

/**
 * What counts as a pause of training, and how long after a pause events are left out.
 *
 * @param resumeMillis how long after a pause, a restart and the start of a segment; 0 or more, with 0 nothing is left out
 * @param pauseFactor a pause has a step longer than this many median steps, at least 1
 * @param pauseExtraMillis and longer than a median step by more than this; 0 or more
 * @param slowFactor a step longer than this many median steps is slow, at least 1
 * @param pauseSteps so many slow steps after one another are a pause, more are a slow phase; at least 1
 * @param stallFactor unless one of them is longer than this many median steps, at least 1
 * @param pauseGrowth by what the threshold grows while too much would be left out, above 1
 * @param maxLeftOut at most one part in this many of the time is left out where a higher threshold can help, at least 1
 */
public record PauseRule(
        long resumeMillis,
        double pauseFactor,
        long pauseExtraMillis,
        double slowFactor,
        int pauseSteps,
        double stallFactor,
        double pauseGrowth,
        int maxLeftOut) {
    /** The values of docs/correlation.md. */
    public static final PauseRule DEFAULTS = new PauseRule(60_000, 3, 2_000, 2, 2, 10, 1.5, 3);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public PauseRule {
        Require.notNegative("resumeMillis", resumeMillis);
        Require.atLeastOne("pauseFactor", pauseFactor);
        Require.notNegative("pauseExtraMillis", pauseExtraMillis);
        Require.atLeastOne("slowFactor", slowFactor);
        Require.atLeast(1, "pauseSteps", pauseSteps);
        Require.atLeastOne("stallFactor", stallFactor);
        if (!(pauseGrowth > 1 && pauseGrowth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("pauseGrowth must be finite and above 1, got " + pauseGrowth);
        }
        Require.atLeast(1, "maxLeftOut", maxLeftOut);
    }

    /** Returns whether the time after pauses is left out at all. */
    public boolean leavesOut() {
        return resumeMillis > 0;
    }
}

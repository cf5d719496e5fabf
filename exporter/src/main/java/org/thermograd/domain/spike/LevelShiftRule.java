package org.thermograd.domain.spike;

import org.thermograd.domain.Require;

/**
 * When a long run of flagged steps is a change of level and no spike, and when flagged steps are no rare events.
 *
 * @param minSteps a run of fewer flagged steps is no level shift, at least 1; {@link Integer#MAX_VALUE} for no shifts
 * @param bridge so many unflagged steps may lie between neighbors in such a run, at least 0
 * @param after so many steps after the run are looked at, at least 5
 * @param frequentShare spikes are frequent where a larger share of the evaluated steps is flagged, above 0 and at most 1
 */
public record LevelShiftRule(int minSteps, int bridge, int after, double frequentShare) {
    /** With fewer steps after it, a run of flagged steps is a spike, as nothing shows that the level stays. */
    public static final int FEWEST_AFTER = 5;

    /** The values of docs/correlation.md. */
    public static final LevelShiftRule DEFAULTS = new LevelShiftRule(25, 2, 20, 0.02);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public LevelShiftRule {
        Require.atLeast(1, "minSteps", minSteps);
        Require.atLeast(0, "bridge", bridge);
        Require.atLeast(FEWEST_AFTER, "after", after);
        if (!(frequentShare > 0 && frequentShare <= 1)) {
            throw new IllegalArgumentException("frequentShare must be above 0 and at most 1, got " + frequentShare);
        }
    }
}

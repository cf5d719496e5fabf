package org.thermograd.domain.analysis.cost;

import org.thermograd.domain.Require;

/**
 * How the cost is estimated. Immutable and thread-safe.
 *
 * @param guardMillis a step this close to an episode is neither inside nor outside; 0 or more
 * @param seed of the bootstrap; resample m draws from {@code SplittableRandom(seed + m)}
 * @param resamples of the bootstrap, at least 1
 * @param shifts of the episodes against the steps, for the p-value; at least 1
 */
public record CostConfig(long guardMillis, long seed, int resamples, int shifts) {
    /** A step that is longer than this many medians is a stall: a checkpoint, an evaluation. */
    static final double STALL_FACTOR = 10;
    /** With fewer steps inside, or outside, nothing is estimated. */
    static final int FEWEST_STEPS = 20;
    /** The shortest block of the bootstrap. */
    static final long BLOCK_MILLIS = 60_000;
    /** How far from an episode its neighbourhood reaches. */
    static final long NEAR_MILLIS = 120_000;
    /** A difference between all steps and those of the neighbourhood that tells of a trend. */
    static final double TREND = 0.10;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public CostConfig {
        Require.notNegative("guardMillis", guardMillis);
        Require.atLeast(1, "resamples", resamples);
        Require.atLeast(1, "shifts", shifts);
    }

    /** Returns the configuration of the specification: 1000 resamples, 999 shifts. */
    public static CostConfig of(long guardMillis, long seed) {
        return new CostConfig(guardMillis, seed, 1000, 999);
    }
}

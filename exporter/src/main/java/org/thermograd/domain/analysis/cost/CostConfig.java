package org.thermograd.domain.analysis.cost;

import java.util.Set;
import java.util.TreeSet;
import org.thermograd.domain.Require;

/**
 * How the cost is estimated. Immutable and thread-safe.
 *
 * @param guardMillis a step this close to an episode is not outside; 0 or more
 * @param lateReasons the reasons whose flags may rise late by an unknown time
 */
public record CostConfig(long guardMillis, Set<String> lateReasons) {
    /** A run that is longer inside episodes has no outside. */
    public static final double COVERED_SHARE = 0.8;
    /** With so many steps inside and fewer outside there is no outside either. */
    static final int FEWEST_STEPS = 20;
    /** Length of the bins in which step time is compared with the clock. */
    public static final long DOSE_BIN_MILLIS = 30_000;
    /** A bin with fewer steps is not used. */
    public static final int DOSE_STEPS_PER_BIN = 5;
    /** Length of the blocks behind the interval, as long as there are no more than {@link #DOSE_MOST_BLOCKS}. */
    public static final long DOSE_BLOCK_MILLIS = 600_000;
    /** There are no more blocks. */
    public static final int DOSE_MOST_BLOCKS = 8;
    /** With fewer blocks nothing is estimated. */
    public static final int DOSE_FEWEST_BLOCKS = 6;
    /** A clock that varies by less than this share of the full one tells nothing. */
    public static final double DOSE_LEAST_RANGE = 0.05;

    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if {@code guardMillis} is negative
     */
    public CostConfig {
        Require.notNegative("guardMillis", guardMillis);
        lateReasons = Set.copyOf(new TreeSet<>(lateReasons));
    }
}

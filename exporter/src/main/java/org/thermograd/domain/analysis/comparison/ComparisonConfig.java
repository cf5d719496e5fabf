package org.thermograd.domain.analysis.comparison;

import org.thermograd.domain.Require;

/**
 * How runs are compared. Source of the fixed parameters: docs/comparison.md, "Parameters".
 *
 * @param tolerance up to how much slower counts as the same, as a share, more than 0
 * @param runToRunSd standard deviation of the log of the mean step between runs of the same code on the same machine, at least 0; used
 *     where a side has fewer than {@link #BETWEEN_RUNS} runs, which do not show it
 */
public record ComparisonConfig(double tolerance, double runToRunSd) {
    /** 3%, and 0.8% from run to run. */
    public static final ComparisonConfig DEFAULTS = new ComparisonConfig(0.03, 0.008);

    /** A step is clean if it is at least this far from every time in which a device was throttled, or the sampling interval if longer. */
    public static final long CLEAN_GUARD_MILLIS = 10_000;
    /** With fewer clean steps all steps of a run are used. */
    public static final int CLEAN_MIN_STEPS = 50;
    /** The same for their time. */
    public static final long CLEAN_MIN_MILLIS = 900_000;
    /** The same for the share of the time of all. */
    public static final double CLEAN_MIN_SHARE = 0.2;
    /** A run with less time in usable steps is too short. */
    public static final long MIN_USABLE_MILLIS = 1_800_000;
    /** The same for their number. */
    public static final int MIN_USABLE_STEPS = 200;
    /** Steps are compared in so many bins of their number. */
    public static final int STEP_BINS = 20;
    /** A bin in which a run has fewer steps is left out. */
    public static final int BIN_MIN_STEPS = 5;
    /** The run with fewer steps must have this share of them in the common range of numbers. */
    public static final double COMMON_SHARE = 0.5;
    /** With less than this share in the common range, parts are said to be left out. */
    public static final double WHOLE_SHARE = 0.8;
    /** Length of a block, of which there are {@link #MIN_BLOCKS} to {@link #MAX_BLOCKS}. */
    public static final long BLOCK_MILLIS = 300_000;
    /** Fewest blocks. */
    public static final int MIN_BLOCKS = 6;
    /** Most blocks. */
    public static final int MAX_BLOCKS = 12;
    /** By how much the variance between blocks is too small, since neighbors depend on each other. */
    public static final double BLOCK_INFLATION = 1.4;
    /** With so many runs a side shows itself how much runs differ. */
    public static final int BETWEEN_RUNS = 3;
    /** Clocks that differ by less, in logs, count as the same. */
    public static final double CLOCK_SAME = 0.005;
    /** A step that depends on the clock by more than this is taken to depend on it by this much. */
    public static final double SLOPE_MAX = 1.5;
    /** Level of the confidence interval. */
    public static final double LEVEL = 0.95;
    /** Level of the interval by which two runs are the same: two one-sided tests of 5%. */
    public static final double LEVEL_SAME = 0.90;
    /** The first and the last of so many parts of a run that is not matched must agree. */
    public static final int DRIFT_PARTS = 3;

    /** Checks the components. */
    public ComparisonConfig {
        Require.positive("tolerance", tolerance);
        Require.share("runToRunSd", runToRunSd);
    }

    /** Returns the tolerance as a log. */
    double logTolerance() {
        return Math.log(1 + tolerance);
    }
}

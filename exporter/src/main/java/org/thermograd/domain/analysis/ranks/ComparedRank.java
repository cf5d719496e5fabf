package org.thermograd.domain.analysis.ranks;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.statistics.Interval;

/**
 * A rank beside the others of its run.
 *
 * @param rank its number
 * @param steps in how many steps its part can be compared with that of another rank
 * @param meanSeconds how long its part took in these on average; absent of none
 * @param ratio its part divided by the median of the parts of the other ranks in the same step; absent where there are too
 *     few steps to tell
 */
public record ComparedRank(int rank, int steps, OptionalDouble meanSeconds, Optional<Ratio> ratio) {
    /** A rank is slow by itself where all of its interval is above this. */
    public static final double SLOW_RATIO = 1.05;

    /** Checks for null. */
    public ComparedRank {
        requireNonNull(meanSeconds, "meanSeconds");
        requireNonNull(ratio, "ratio");
    }

    /**
     * A median with its interval.
     *
     * @param median of the blocks of steps
     * @param interval that covers it in 95 % of runs, for all ranks of the run at once
     */
    public record Ratio(double median, Interval interval) {
        /** Checks for null. */
        public Ratio {
            requireNonNull(interval, "interval");
        }
    }

    /** What the ratio says. */
    public enum Pace {
        /** Slow by itself. */
        SLOW,
        /** As fast as the others, or faster. */
        NOT_SLOW,
        /** Either is possible. */
        UNCLEAR,
        /** Too few steps to compare. */
        TOO_FEW_STEPS
    }

    /** Returns what the ratio says. */
    public Pace pace() {
        return ratio.map(known -> known.interval().lower() > SLOW_RATIO
                        ? Pace.SLOW
                        : known.interval().upper() > SLOW_RATIO ? Pace.UNCLEAR : Pace.NOT_SLOW)
                .orElse(Pace.TOO_FEW_STEPS);
    }
}

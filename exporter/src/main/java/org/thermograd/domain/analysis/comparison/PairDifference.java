package org.thermograd.domain.analysis.comparison;

import java.util.List;
import java.util.Optional;

/**
 * How a run differs from another.
 *
 * @param total log of how much longer a usable step of the second run takes
 * @param means of the usable steps
 * @param bins in which they were compared
 * @param clocksAreKnown of both runs
 * @param atEqualClock how the compared steps were brought to equal clock; absent where that is not known
 * @param code what is left at equal clock: one case, or two between which it lies; none where it is not known
 * @param codeUnknown why it is not known
 * @param totalLeftOut how {@code total} changes without a block
 */
record PairDifference(
        double total,
        CommonMeans means,
        StepBins bins,
        boolean clocksAreKnown,
        Optional<AtEqualClock> atEqualClock,
        List<CodePart> code,
        Optional<ComparisonReason> codeUnknown,
        LeftOut totalLeftOut) {
    /** Copies the list. */
    PairDifference {
        code = List.copyOf(code);
    }

    /** How clocks were made equal. */
    enum Clocks {
        /** They hardly differ, or are not known and only clean steps are compared. */
        SAME,
        /** By the share of a step that goes with the clock. */
        ADJUSTED,
        /** That share is not known, so that bounds are given. */
        BOUNDED
    }

    /**
     * The compared steps at equal clock.
     *
     * @param clocks how that was done
     * @param means of them
     */
    record AtEqualClock(Clocks clocks, CommonMeans means) {}

    boolean isBounded() {
        return atEqualClock.filter(equal -> equal.clocks() == Clocks.BOUNDED).isPresent();
    }

    boolean slopesDiffer() {
        return atEqualClock.filter(equal -> equal.clocks() == Clocks.ADJUSTED).isPresent() && code.size() == 2;
    }

    CodePart firstCase() {
        return code.get(0);
    }

    CodePart lastCase() {
        return code.get(code.size() - 1);
    }
}

package org.thermograd.domain.analysis.comparison;

import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.comparison.PairDifference.Clocks;

/**
 * How a run of the second side differs from one of the first.
 *
 * @param total log of how much longer a step takes
 * @param meanMillisA mean step of the first run, over the bins that both have
 * @param meanMillisB the same of the second run
 * @param matched whether steps were compared by their number
 * @param commonA share of the steps of the first run in the common range of numbers
 * @param commonB the same of the second run
 * @param clocks how clocks were made equal: {@code none}, {@code slope} or {@code bound}; nothing where the part of the code is not known
 * @param ratioA mean of full clock by clock over the compared steps of the first run; absent where it is not known
 * @param ratioB the same of the second run
 * @param code the cases of what is left at equal clock
 */
public record PairSummary(
        double total,
        double meanMillisA,
        double meanMillisB,
        boolean matched,
        double commonA,
        double commonB,
        String clocks,
        OptionalDouble ratioA,
        OptionalDouble ratioB,
        List<Case> code) {
    /** Copies the list. */
    public PairSummary {
        code = List.copyOf(code);
    }

    /**
     * What is left at equal clock.
     *
     * @param code log of how much longer a clean step takes
     * @param slope where this share of a step goes with the clock
     */
    public record Case(double code, double slope) {}

    static PairSummary of(PairDifference pair) {
        return new PairSummary(
                pair.total(),
                pair.means().millisA(),
                pair.means().millisB(),
                pair.bins().matched(),
                pair.bins().commonA(),
                pair.bins().commonB(),
                pair.atEqualClock().map(equal -> name(equal.clocks())).orElse(""),
                ratio(pair, false),
                ratio(pair, true),
                pair.code().stream()
                        .map(part -> new Case(part.code(), part.slope()))
                        .toList());
    }

    private static OptionalDouble ratio(PairDifference pair, boolean second) {
        return pair.clocksAreKnown() && pair.atEqualClock().isPresent()
                ? OptionalDouble.of(
                        second
                                ? pair.atEqualClock().get().means().ratioB()
                                : pair.atEqualClock().get().means().ratioA())
                : OptionalDouble.empty();
    }

    private static String name(Clocks clocks) {
        return switch (clocks) {
            case SAME -> "none";
            case ADJUSTED -> "slope";
            case BOUNDED -> "bound";
        };
    }
}

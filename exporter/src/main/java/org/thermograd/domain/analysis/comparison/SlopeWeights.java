package org.thermograd.domain.analysis.comparison;

import java.util.List;
import org.thermograd.domain.analysis.comparison.ClockSlope.Known;

/**
 * How the share of a step that goes with the clock is made of what is known of both runs.
 *
 * @param ofA weight of the share of the first run
 * @param ofB weight of that of the second run
 * @param fixed what is added, whatever the runs say
 */
record SlopeWeights(double ofA, double ofB, double fixed) {
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    private static final double LEAST_ERROR = 1e-6;

    /** The clocks do not differ, so that it does not matter. */
    static final List<SlopeWeights> NONE = List.of(new SlopeWeights(0, 0, 0));

    /** Neither run says anything: not at all, or wholly. */
    static final List<SlopeWeights> BOUNDS = List.of(new SlopeWeights(0, 0, 0), new SlopeWeights(0, 0, 1));

    private static final SlopeWeights FIRST = new SlopeWeights(1, 0, 0);
    private static final SlopeWeights SECOND = new SlopeWeights(0, 1, 0);

    /** Returns one case, or two where the runs disagree or say nothing. */
    static List<SlopeWeights> of(ClockSlope a, ClockSlope b) {
        if (a instanceof Known first && b instanceof Known second) {
            double varianceA = square(Math.max(first.standardError(), LEAST_ERROR));
            double varianceB = square(Math.max(second.standardError(), LEAST_ERROR));
            double sum = varianceA + varianceB;
            return Math.abs(first.value() - second.value()) <= NORMAL_QUANTILE * Math.sqrt(sum)
                    ? List.of(new SlopeWeights(varianceB / sum, varianceA / sum, 0))
                    : List.of(FIRST, SECOND);
        }
        if (a instanceof Known) {
            return List.of(FIRST);
        }
        return b instanceof Known ? List.of(SECOND) : BOUNDS;
    }

    private static double square(double value) {
        return value * value;
    }

    double slope(double a, double b) {
        return ofA * a + ofB * b + fixed;
    }
}

package org.thermograd.domain.analysis.coincidence;

import java.util.OptionalDouble;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.analysis.statistics.Proportion;

/**
 * How many times more often effects come inside the windows after causes than outside, with its exact 95 % interval.
 *
 * <p>With {@code K} of {@code n} effects inside windows that fill the share {@code f} of the time, {@code K | n} is
 * binomial with {@code pi = RR f / (RR f + 1 - f)}; the Clopper-Pearson ends of {@code K / n} give those of RR (Lehmann
 * and Romano, Testing Statistical Hypotheses, 4.5).
 *
 * @param estimate absent when undefined, and when all effects are inside (infinite)
 * @param lower absent when undefined; finite also when all effects are inside
 * @param upper absent when undefined, when all effects are inside (infinite), and where most events are missed
 */
public record RateRatio(OptionalDouble estimate, OptionalDouble lower, OptionalDouble upper) {
    private static final RateRatio UNDEFINED =
            new RateRatio(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * Returns the rate ratio; all parts are absent without effects, without exposure, or with nothing but exposure.
     *
     * @param inside effects inside the windows
     * @param effects all effects
     * @param exposedMillis the time inside the windows
     * @param totalMillis all time
     */
    public static RateRatio of(int inside, int effects, long exposedMillis, long totalMillis) {
        long outsideMillis = totalMillis - exposedMillis;
        if (exposedMillis <= 0 || outsideMillis <= 0 || effects == 0) {
            return UNDEFINED;
        }
        Interval share = new Proportion(inside, effects).clopperPearson();
        double odds = (double) outsideMillis / exposedMillis;
        OptionalDouble estimate = inside == effects
                ? OptionalDouble.empty()
                : OptionalDouble.of(((double) inside / exposedMillis) / ((double) (effects - inside) / outsideMillis));
        return new RateRatio(estimate, fromShare(share.lower(), odds), fromShare(share.upper(), odds));
    }

    /** Returns the same without an upper end, where it may be anything. */
    RateRatio withoutUpper() {
        return new RateRatio(estimate, lower, OptionalDouble.empty());
    }

    /** Returns whether the whole interval lies above 1. */
    public boolean isAboveOne() {
        return lower.isPresent() && lower.getAsDouble() > 1;
    }

    private static OptionalDouble fromShare(double share, double odds) {
        return share < 1 ? OptionalDouble.of(share / (1 - share) * odds) : OptionalDouble.empty();
    }
}

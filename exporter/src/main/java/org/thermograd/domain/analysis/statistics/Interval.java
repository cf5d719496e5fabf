package org.thermograd.domain.analysis.statistics;

/**
 * A confidence interval with finite ends.
 *
 * @param lower its lower end, finite
 * @param upper its upper end, finite, not below {@code lower}
 */
public record Interval(double lower, double upper) {
    public Interval {
        if (!(Double.isFinite(lower) && Double.isFinite(upper) && lower <= upper)) {
            throw new IllegalArgumentException(
                    "interval must have finite ends in order, got [" + lower + ", " + upper + "]");
        }
    }
}

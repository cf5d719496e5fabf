package org.thermograd.domain.analysis.comparison;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A difference between two sides with its confidence interval, all logs of a ratio of step times.
 *
 * @param value the difference
 * @param lower lower end at {@link ComparisonConfig#LEVEL}
 * @param upper upper end
 * @param lowerSame lower end at {@link ComparisonConfig#LEVEL_SAME}
 * @param upperSame upper end
 * @param standardError of the difference; absent where it is the hull of two
 * @param degreesOfFreedom absent where they are infinite, too
 */
public record EffectInterval(
        double value,
        double lower,
        double upper,
        double lowerSame,
        double upperSame,
        OptionalDouble standardError,
        OptionalDouble degreesOfFreedom) {
    private static final double ALL_BUT_INFINITE = 1e6;

    /** Makes one from a variance; the degrees of freedom may be infinite. */
    static EffectInterval of(double value, double variance, double freedom) {
        double error = Math.sqrt(variance);
        boolean finite = freedom <= ALL_BUT_INFINITE;
        double half = quantile((1 + ComparisonConfig.LEVEL) / 2, freedom, finite) * error;
        double halfSame = quantile((1 + ComparisonConfig.LEVEL_SAME) / 2, freedom, finite) * error;
        return new EffectInterval(
                value,
                value - half,
                value + half,
                value - halfSame,
                value + halfSame,
                OptionalDouble.of(error),
                finite ? OptionalDouble.of(freedom) : OptionalDouble.empty());
    }

    private static double quantile(double share, double freedom, boolean finite) {
        return finite
                ? TDistribution.of(freedom).inverseCumulativeProbability(share)
                : NormalDistribution.of(0, 1).inverseCumulativeProbability(share);
    }

    /** Returns the hull of two. */
    EffectInterval hull(EffectInterval other) {
        return new EffectInterval(
                (value + other.value) / 2,
                Math.min(lower, other.lower),
                Math.max(upper, other.upper),
                Math.min(lowerSame, other.lowerSame),
                Math.max(upperSame, other.upperSame),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}

package org.thermograd.domain.analysis.crosscorrelation;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.thermograd.domain.Require;

/**
 * The point-biserial coefficient of the gradient norm and a flag: Pearson's, with 0 and 1.
 *
 * @param run the name of the run
 * @param device the name of the device
 * @param coefficient of the logarithm of the norm and the flag
 * @param prevalence share of the samples that are flagged, between 0 and 1
 */
public record FlagCoupling(String run, String device, SignalCoupling.Weighed coefficient, double prevalence) {
    /** Checks the share. */
    public FlagCoupling {
        requireNonNull(run, "run");
        requireNonNull(device, "device");
        requireNonNull(coefficient, "coefficient");
        Require.share("prevalence", prevalence);
    }

    /**
     * Returns the largest magnitude that the coefficient of a normal series with such a flag can have, when the flag is up
     * exactly where the series is highest: {@code f(z) / sqrt(q (1 - q))} for the share q and the standard normal density f
     * at its quantile z.
     */
    public double attainable() {
        return attainable(prevalence).orElseThrow();
    }

    static OptionalDouble attainable(double prevalence) {
        if (!(prevalence > 0 && prevalence < 1)) {
            return OptionalDouble.empty();
        }
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double density = normal.density(normal.inverseCumulativeProbability(prevalence));
        return OptionalDouble.of(density / Math.sqrt(prevalence * (1 - prevalence)));
    }
}

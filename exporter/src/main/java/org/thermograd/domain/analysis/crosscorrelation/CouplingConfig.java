package org.thermograd.domain.analysis.crosscorrelation;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;
import org.thermograd.domain.series.GapRule;

/**
 * How continuous signals are compared.
 *
 * @param maxLagMillis how far before and after the gradient norm a signal is looked at, 0 or more
 * @param gaps what counts as a gap
 * @param alpha false-discovery rate over all pairs, between 0 and 1
 * @param seed of the phase surrogates
 * @param warmUp the beginning of each run that is left out
 */
public record CouplingConfig(long maxLagMillis, GapRule gaps, double alpha, long seed, WarmUp warmUp) {
    /** Checks the options. */
    public CouplingConfig {
        requireNonNull(gaps, "gaps");
        requireNonNull(warmUp, "warmUp");
        Require.notNegative("maxLagMillis", maxLagMillis);
        Require.share("alpha", alpha);
    }
}

package org.thermograd.domain.analysis.coincidence;

import org.thermograd.domain.Require;

/**
 * What the data should be able to show.
 *
 * @param targetRateRatio the smallest rate ratio that would matter, more than 1
 * @param targetPower the probability with which it should be seen, 0 to 1 exclusive
 * @param designInflation how many more effects three null models need than one binomial test; at least 1
 * @param planSpikesPerHour spikes assumed when a session must be planned without data, positive
 * @param planCollapsesPerHour collapses assumed likewise, positive
 */
public record PowerConfig(
        double targetRateRatio,
        double targetPower,
        double designInflation,
        double planSpikesPerHour,
        double planCollapsesPerHour) {
    /** The values of the specification. */
    public static final PowerConfig DEFAULTS = new PowerConfig(3, 0.8, 1.4, 30, 6);

    public PowerConfig {
        if (!(targetRateRatio > 1 && targetRateRatio < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("targetRateRatio must be finite and above 1, got " + targetRateRatio);
        }
        Require.share("targetPower", targetPower);
        Require.atLeastOne("designInflation", designInflation);
        Require.positive("planSpikesPerHour", planSpikesPerHour);
        Require.positive("planCollapsesPerHour", planCollapsesPerHour);
    }
}

package org.thermograd.domain.training;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.Require;

/**
 * What a client says about steps that it could not send one by one.
 *
 * @param steps how many, at least 0
 * @param nonFinite how many of them had a gradient norm that was not finite, at least 0
 * @param gradNormMax the greatest finite norm among them
 * @param fromMillis when the first of them ended, at least 0
 * @param toMillis when the last of them ended, at least 0
 */
public record DroppedSteps(
        long steps, long nonFinite, OptionalDouble gradNormMax, OptionalLong fromMillis, OptionalLong toMillis) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a number or a time is negative, or the norm is not finite
     */
    public DroppedSteps {
        requireNonNull(fromMillis, "fromMillis");
        requireNonNull(toMillis, "toMillis");
        Require.notNegative("steps", steps);
        Require.notNegative("nonFinite", nonFinite);
        Require.notNegative("fromMillis", fromMillis.orElse(0));
        Require.notNegative("toMillis", toMillis.orElse(0));
        if (!Double.isFinite(gradNormMax.orElse(0))) {
            throw new IllegalArgumentException("gradNormMax must be finite, got " + gradNormMax.getAsDouble());
        }
    }

    /** Returns the latest time that is known of these steps. */
    public OptionalLong latestMillis() {
        return toMillis.isPresent() ? toMillis : fromMillis;
    }
}

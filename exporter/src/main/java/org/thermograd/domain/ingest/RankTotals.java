package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What the parts of steps of one rank come to, or of all ranks that are not shown alone. Immutable.
 *
 * @param steps how many of them told how long they took
 * @param seconds how long these took together
 * @param gradNorm the newest norm of its own gradient; absent where none came yet, and of several ranks
 */
public record RankTotals(long steps, double seconds, OptionalDouble gradNorm) {
    /** Checks for null. */
    public RankTotals {
        requireNonNull(gradNorm, "gradNorm");
    }
}

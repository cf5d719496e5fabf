package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of the samples is set, as the wall clock of the host was.
 *
 * @param before the moment by the clock as it was
 * @param after the same moment by the clock as it is
 */
public record ClockChange(Instant before, Instant after) {
    /** Checks that there is one. */
    public ClockChange {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }

    /** Returns by how much, negative where it is set back. */
    public Duration by() {
        return Duration.between(before, after);
    }

    /** Returns whether times come again that have been. */
    public boolean isBack() {
        return after.isBefore(before);
    }
}

package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the last read of a probe went.
 *
 * @param probe its name
 * @param readAt when it was read
 * @param duration how long that took
 * @param lastSuccess when a read last succeeded: {@code readAt} if this one did, empty if none has
 */
public record ProbeOutcome(String probe, Instant readAt, Duration duration, Optional<Instant> lastSuccess) {
    /**
     * Makes an outcome.
     *
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public ProbeOutcome {
        requireNonNull(probe, "probe");
        requireNonNull(readAt, "readAt");
        requireNonNull(lastSuccess, "lastSuccess");
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, got " + duration);
        }
    }

    /** Returns whether the last read succeeded. */
    public boolean succeeded() {
        return lastSuccess.filter(readAt::equals).isPresent();
    }
}

package org.thermograd.app;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.thermograd.adapter.http.ListenAddress;

/**
 * What the exporter was told.
 *
 * @param listen where it answers
 * @param samplePeriod how often it reads the hardware, more than zero
 * @param hardware what it reads
 * @param duration when it ends by itself; empty for never
 */
record ServeConfig(ListenAddress listen, Duration samplePeriod, Hardware hardware, Optional<Duration> duration) {
    /** What is read. */
    enum Hardware {
        /** Whatever this machine has. */
        AUTO,
        /** Nothing. */
        NONE
    }

    ServeConfig {
        requireNonNull(listen, "listen");
        requireNonNull(hardware, "hardware");
        requireNonNull(duration, "duration");
        if (samplePeriod.isNegative() || samplePeriod.isZero()) {
            throw new IllegalArgumentException("samplePeriod must be positive, got " + samplePeriod);
        }
    }
}

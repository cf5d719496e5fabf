package org.thermograd.domain.efficiency;

import java.time.Duration;
import java.time.Instant;

/** Durations and times as numbers. */
final class Seconds {
    private static final double NANOS_PER_SECOND = 1e9;

    private Seconds() {}

    static double of(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
    }

    /** Returns the seconds since 1970 UTC, today to a quarter of a microsecond. */
    static double since1970(Instant time) {
        return time.getEpochSecond() + time.getNano() / NANOS_PER_SECOND;
    }
}

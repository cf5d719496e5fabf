package org.thermograd.domain.series;

import java.time.Instant;

/**
 * A time that is asked about, both ends included.
 *
 * @param from its beginning
 * @param to its end, not before {@code from}
 */
public record TimeRange(Instant from, Instant to) {
    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from " + from + ", got " + to);
        }
    }

    /** Returns the same in whole milliseconds, its last one included. */
    public Segment segment() {
        return new Segment(from.toEpochMilli(), to.toEpochMilli() + 1);
    }
}

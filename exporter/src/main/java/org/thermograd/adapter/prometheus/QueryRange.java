package org.thermograd.adapter.prometheus;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param firstMillis its first millisecond since 1970 UTC
 * @param lastMillis its last, inclusive; not before the first
 */
record QueryRange(long firstMillis, long lastMillis) {
    private static final long MILLIS = 1000;

    QueryRange {
        if (lastMillis < firstMillis) {
            throw new IllegalArgumentException("to must not be before from " + Instant.ofEpochMilli(firstMillis)
                    + ", got " + Instant.ofEpochMilli(lastMillis));
        }
    }

    /**
     * Returns the milliseconds that lie between two instants, both inclusive.
     *
     * @throws IllegalArgumentException if there is none
     */
    static QueryRange between(Instant from, Instant to) {
        long first = from.toEpochMilli();
        boolean isRoundedDown = Instant.ofEpochMilli(first).isBefore(from);
        return new QueryRange(isRoundedDown ? first + 1 : first, to.toEpochMilli());
    }

    boolean contains(long epochMillis) {
        return epochMillis >= firstMillis && epochMillis <= lastMillis;
    }

    /** Returns the latest whole second before the range. */
    long secondBefore() {
        return Math.floorDiv(firstMillis - 1, MILLIS);
    }

    /** Returns the first whole second that is not before the end of the range. */
    long lastSecond() {
        return -Math.floorDiv(-lastMillis, MILLIS);
    }

    /** Returns the part of this range after one whole second and up to another. */
    QueryRange part(long afterSecond, long untilSecond) {
        return new QueryRange(
                Math.max(firstMillis, afterSecond * MILLIS + 1), Math.min(lastMillis, untilSecond * MILLIS));
    }
}

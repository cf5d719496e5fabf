package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;

/** The clock that pushes arrive by: when that is, which may be set, and how much time has elapsed, which is not. */
public interface ArrivalClock extends InstantSource {
    /** Returns the time that has elapsed since some moment, in milliseconds; it never goes back. */
    long elapsedMillis();

    /** Returns a clock that nobody sets, such as one of a recording. */
    static ArrivalClock of(InstantSource clock) {
        requireNonNull(clock, "clock");
        return new ArrivalClock() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public long elapsedMillis() {
                return clock.millis();
            }
        };
    }

    /** Returns this moment in both. */
    default Moment now() {
        return new Moment(millis(), elapsedMillis());
    }

    /**
     * A moment.
     *
     * @param epochMillis when it is
     * @param elapsedMillis how much time has elapsed
     */
    record Moment(long epochMillis, long elapsedMillis) {}
}

package org.thermograd.app.correlate.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.Require;
import org.thermograd.domain.series.TimeRange;

/**
 * The windows that a service looks at. Those whose verdicts count do not overlap: they begin at multiples of their length
 * since 1970 UTC, so that a service that starts anew looks at the same ones.
 *
 * @param length how long a window is, more than zero
 */
record LookWindows(Duration length) {
    /** A window is looked at this long after its end, so that the last scrapes in it are stored. */
    static final Duration SETTLING = Duration.ofMinutes(1);

    LookWindows {
        Require.positive("length", length);
    }

    /** Returns the newest window that has ended. */
    TimeRange newest(Instant now) {
        long millis = length.toMillis();
        Instant end = Instant.ofEpochMilli(Math.floorDiv(now.minus(SETTLING).toEpochMilli(), millis) * millis);
        return new TimeRange(end.minus(length), end);
    }

    /**
     * Returns the windows that have ended, in order of time.
     *
     * @param from the beginning of the first
     * @param now the wall clock
     */
    List<TimeRange> due(Instant from, Instant now) {
        Instant end = newest(now).to();
        List<TimeRange> due = new ArrayList<>();
        for (Instant begin = from; begin.isBefore(end); begin = begin.plus(length)) {
            due.add(new TimeRange(begin, begin.plus(length)));
        }
        return due;
    }

    /** Returns the window that ends now. */
    TimeRange sliding(Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.MILLIS);
        return new TimeRange(end.minus(length), end);
    }
}

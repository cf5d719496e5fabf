package org.thermograd.app;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("length must be positive, got " + length);
        }
    }

    /**
     * Returns the windows that have ended since the last one that was looked at, in order of time; the newest one alone if
     * none was.
     *
     * @param last the last window that was looked at, absent if none was
     * @param now the wall clock
     */
    List<PrometheusOptions.Range> due(Optional<PrometheusOptions.Range> last, Instant now) {
        long millis = length.toMillis();
        Instant end = Instant.ofEpochMilli(Math.floorDiv(now.minus(SETTLING).toEpochMilli(), millis) * millis);
        List<PrometheusOptions.Range> due = new ArrayList<>();
        Instant from = last.map(PrometheusOptions.Range::to).orElse(end.minus(length));
        while (from.isBefore(end)) {
            due.add(new PrometheusOptions.Range(from, from.plus(length)));
            from = from.plus(length);
        }
        return due;
    }

    /** Returns the window that ends now. */
    PrometheusOptions.Range sliding(Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.MILLIS);
        return new PrometheusOptions.Range(end.minus(length), end);
    }
}

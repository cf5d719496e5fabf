package org.thermograd.adapter.prometheus;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as messages write them. */
final class Durations {
    private Durations() {}

    /** Returns the duration in seconds, to the millisecond, such as {@code 7200 s} or {@code 0.25 s}. */
    static String text(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}

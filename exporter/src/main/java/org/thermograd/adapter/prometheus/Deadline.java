package org.thermograd.adapter.prometheus;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When a whole operation has to be done. */
final class Deadline {
    private final LongSupplier nanoTicker;
    private final long startNanos;
    private final Duration total;

    Deadline(LongSupplier nanoTicker, Duration total) {
        this.nanoTicker = nanoTicker;
        this.startNanos = nanoTicker.getAsLong();
        this.total = total;
    }

    boolean isOver() {
        Duration left = remaining();
        return left.isNegative() || left.isZero();
    }

    /** Returns the time left, 0 or negative when there is none. */
    Duration remaining() {
        return total.minusNanos(nanoTicker.getAsLong() - startNanos);
    }

    Duration total() {
        return total;
    }
}

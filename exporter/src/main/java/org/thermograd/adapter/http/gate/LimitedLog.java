package org.thermograd.adapter.http.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Lines of a log that a client can bring about: the first few of a minute, and then how many were left out. Thread-safe. */
public final class LimitedLog {
    private static final int LINES = 10;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final LongConsumer leftOut;
    private final LongSupplier nanoTicker;

    @GuardedBy("this")
    private long minuteNanos;

    @GuardedBy("this")
    private long lines;

    /**
     * Makes one for a kind of line.
     *
     * @param kind names it where lines were left out
     * @param nanoTicker elapsed time in nanoseconds
     */
    public LimitedLog(Logger logger, String kind, LongSupplier nanoTicker) {
        this(count -> logger.warn("event=log_lines_left_out kind={} count={}", kind, count), nanoTicker);
    }

    LimitedLog(LongConsumer leftOut, LongSupplier nanoTicker) {
        this.leftOut = leftOut;
        this.nanoTicker = nanoTicker;
        this.minuteNanos = nanoTicker.getAsLong();
    }

    /** Writes a line, unless there were enough of them in this minute. */
    public synchronized void write(Runnable line) {
        long now = nanoTicker.getAsLong();
        if (now - minuteNanos >= MINUTE_NANOS) {
            if (lines > LINES) {
                leftOut.accept(lines - LINES);
            }
            minuteNanos = now;
            lines = 0;
        }
        lines++;
        if (lines <= LINES) {
            line.run();
        }
    }
}

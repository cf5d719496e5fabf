package org.thermograd.testing;

import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.ingest.ArrivalClock;

/** A wall clock and a nanosecond ticker that stand still until a test moves them. Thread-safe. */
public final class ManualClock implements ArrivalClock {
    private Instant now;
    private long nanos;

    /** Starts at a moment. */
    public ManualClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Returns elapsed nanoseconds. */
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized long elapsedMillis() {
        return Duration.ofNanos(nanos).toMillis();
    }

    /** Moves both on. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Sets the wall clock alone, as an administrator does. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}

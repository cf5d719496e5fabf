package org.thermograd.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock and a nanosecond ticker that stand still until a test moves them. */
public final class ManualClock implements InstantSource {
    private volatile Instant now;
    private volatile long nanos;

    /** Starts at a moment. */
    public ManualClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Returns elapsed nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** Moves both on. */
    public void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Sets the wall clock alone, as an administrator does. */
    public void set(Instant instant) {
        now = instant;
    }
}

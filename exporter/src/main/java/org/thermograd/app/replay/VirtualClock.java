package org.thermograd.app.replay;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that shows the time of the data, set by whoever plays it back. Thread-safe. */
final class VirtualClock implements InstantSource {
    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    void set(long epochMillis) {
        now = Instant.ofEpochMilli(epochMillis);
    }
}

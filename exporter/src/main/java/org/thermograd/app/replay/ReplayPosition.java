package org.thermograd.app.replay;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.LongSupplier;

/** The time of the data that a live replay has come to: it runs at a speed, and stands still in a pause. Thread-safe. */
final class ReplayPosition {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long startMillis;
    private final double speed;
    private final LongSupplier nanoTicker;
    private final long startNanos;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private long playedNanos;

    @GuardedBy("lock")
    private long sinceNanos;

    @GuardedBy("lock")
    private boolean paused;

    /**
     * Starts to run.
     *
     * @param startMillis where
     * @param speed seconds of data a second, more than 0
     * @param nanoTicker elapsed time
     */
    ReplayPosition(long startMillis, double speed, LongSupplier nanoTicker) {
        this.startMillis = startMillis;
        this.speed = speed;
        this.nanoTicker = requireNonNull(nanoTicker, "nanoTicker");
        this.startNanos = nanoTicker.getAsLong();
        this.sinceNanos = startNanos;
    }

    /** Returns the time of the data. */
    long millis() {
        synchronized (lock) {
            return startMillis + (long) Math.floor(playedNanos(nanoTicker.getAsLong()) * speed / NANOS_PER_MILLI);
        }
    }

    /** Returns how far the time of the data is behind elapsed time since the start, negative where it is ahead. */
    long lagMillis() {
        synchronized (lock) {
            long now = nanoTicker.getAsLong();
            return (long) Math.floor((now - startNanos - playedNanos(now) * speed) / NANOS_PER_MILLI);
        }
    }

    @GuardedBy("lock")
    private long playedNanos(long now) {
        return paused ? playedNanos : playedNanos + now - sinceNanos;
    }

    /** Stands still from now on. */
    void pause() {
        synchronized (lock) {
            playedNanos = playedNanos(nanoTicker.getAsLong());
            paused = true;
        }
    }

    /** Runs again from where it stands; where it runs, it goes on. */
    void resume() {
        synchronized (lock) {
            long now = nanoTicker.getAsLong();
            playedNanos = playedNanos(now);
            sinceNanos = now;
            paused = false;
        }
    }

    /** Pauses if it runs, else resumes. */
    void toggle() {
        synchronized (lock) {
            if (paused) {
                resume();
            } else {
                pause();
            }
        }
    }

    /** Returns the speed; 0 in a pause. */
    double speed() {
        synchronized (lock) {
            return paused ? 0 : speed;
        }
    }
}

package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What the client knows of time and chance; it asks the system for neither.
 *
 * @param nanoTicker elapsed time in nanoseconds from any origin, as {@code System.nanoTime}
 * @param sleeper waits between the attempts
 * @param jitter numbers from 0 inclusive to 1 exclusive, which spread the waiting
 */
public record Pacing(LongSupplier nanoTicker, Sleeper sleeper, DoubleSupplier jitter) {
    public Pacing {
        requireNonNull(nanoTicker, "nanoTicker");
        requireNonNull(sleeper, "sleeper");
        requireNonNull(jitter, "jitter");
    }

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        /**
         * Returns after the given time.
         *
         * @throws InterruptedException if the thread is interrupted before
         */
        void sleep(Duration duration) throws InterruptedException;
    }
}

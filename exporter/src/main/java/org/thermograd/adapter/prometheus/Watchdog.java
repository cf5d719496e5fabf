package org.thermograd.adapter.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes the body of an answer when its time is over, which ends a blocked read. The timeout of a JDK request ends
 * where the body begins. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean fired;

    Watchdog(InputStream body, Duration timeout) {
        CompletableFuture<Void> unused = done.orTimeout(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS)
                .exceptionally(timedOut -> {
                    fired = true;
                    close(body);
                    return null;
                });
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Ends up in a future that nobody looks at: the reader learns of the closing all the same.
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the time was over before the end. */
    boolean fired() {
        return fired;
    }

    @Override
    public void close() {
        done.complete(null);
    }
}

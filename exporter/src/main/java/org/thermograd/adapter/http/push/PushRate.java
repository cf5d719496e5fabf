package org.thermograd.adapter.http.push;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.LongSupplier;

/** A limit on the rate of requests: a bucket of twice a second's worth that fills steadily. Thread-safe. */
final class PushRate {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final LongSupplier nanoTicker;

    @GuardedBy("this")
    private double tokens;

    @GuardedBy("this")
    private long filledNanos;

    PushRate(int perSecond, LongSupplier nanoTicker) {
        this.perSecond = perSecond;
        this.nanoTicker = nanoTicker;
        this.tokens = 2.0 * perSecond;
        this.filledNanos = nanoTicker.getAsLong();
    }

    /** Tells whether one more request may come now, and counts it if so. */
    synchronized boolean tryAcquire() {
        long now = nanoTicker.getAsLong();
        tokens = Math.min(2 * perSecond, tokens + (now - filledNanos) / NANOS_PER_SECOND * perSecond);
        filledNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}

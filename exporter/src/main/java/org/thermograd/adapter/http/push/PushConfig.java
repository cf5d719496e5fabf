package org.thermograd.adapter.http.push;

import java.time.Duration;
import org.thermograd.domain.Require;

/**
 * The limits of pushing. Immutable and thread-safe.
 *
 * @param maxBodyBytes greatest size of a body, compressed and not, at least 1
 * @param bodyTimeout how long a body may take to arrive, greater than 0; the server's idle timeout ends it too
 * @param requestsPerSecond how many requests may come, over all clients, at least 1; twice as many in a burst
 */
public record PushConfig(int maxBodyBytes, Duration bodyTimeout, int requestsPerSecond) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public PushConfig {
        Require.atLeast(1, "maxBodyBytes", maxBodyBytes);
        Require.positive("bodyTimeout", bodyTimeout);
        Require.atLeast(1, "requestsPerSecond", requestsPerSecond);
    }

    /**
     * Returns 1 MiB, 10 s and 10,000 a second.
     *
     * <p>1 MiB holds the 2,048 steps within which a repeated push is known, at 250 bytes a step, twice over; parsed, it
     * is some 10 MB at worst, so that all threads of the server fit a small heap. 10,000 a second is beyond the steps of
     * the trainers of one host, and a part of what one processor can answer.
     */
    public static PushConfig withDefaults() {
        return new PushConfig(1 << 20, Duration.ofSeconds(10), 10_000);
    }

    /** Returns a copy with another {@link #maxBodyBytes}. */
    public PushConfig withMaxBodyBytes(int bytes) {
        return new PushConfig(bytes, bodyTimeout, requestsPerSecond);
    }

    /** Returns a copy with another {@link #bodyTimeout}. */
    public PushConfig withBodyTimeout(Duration timeout) {
        return new PushConfig(maxBodyBytes, timeout, requestsPerSecond);
    }

    /** Returns a copy with another {@link #requestsPerSecond}. */
    public PushConfig withRequestsPerSecond(int requests) {
        return new PushConfig(maxBodyBytes, bodyTimeout, requests);
    }
}

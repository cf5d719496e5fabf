package org.thermograd.adapter.http.push;

import org.thermograd.domain.Require;

/**
 * The limits of pushing. Immutable and thread-safe.
 *
 * @param maxBodyBytes greatest size of a body, compressed and not, at least 1
 * @param requestsPerSecond how many requests may come, over all clients, at least 1; twice as many in a burst
 * @param requestsPerSecondEach how many of them may come with one token, at least 1; twice as many in a burst
 */
public record PushConfig(int maxBodyBytes, int requestsPerSecond, int requestsPerSecondEach) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public PushConfig {
        Require.atLeast(1, "maxBodyBytes", maxBodyBytes);
        Require.atLeast(1, "requestsPerSecond", requestsPerSecond);
        Require.atLeast(1, "requestsPerSecondEach", requestsPerSecondEach);
    }

    /**
     * Returns 1 MiB and 10,000 a second, half of them for one token.
     *
     * <p>1 MiB holds the 2,048 steps within which a repeated push is known, at 250 bytes a step, twice over; parsed, it
     * is some 10 MB at worst, which the gate allows for. 10,000 a second is beyond the steps of
     * the trainers of one host, and a part of what one processor can answer.
     */
    public static PushConfig withDefaults() {
        return new PushConfig(1 << 20, 10_000, 5_000);
    }

    /** Returns a copy with another {@link #maxBodyBytes}. */
    public PushConfig withMaxBodyBytes(int bytes) {
        return new PushConfig(bytes, requestsPerSecond, requestsPerSecondEach);
    }

    /** Returns a copy with another {@link #requestsPerSecond}. */
    public PushConfig withRequestsPerSecond(int requests) {
        return new PushConfig(maxBodyBytes, requests, requestsPerSecondEach);
    }

    /** Returns a copy with another {@link #requestsPerSecondEach}. */
    public PushConfig withRequestsPerSecondEach(int requests) {
        return new PushConfig(maxBodyBytes, requestsPerSecond, requests);
    }
}

package org.thermograd.adapter.http.gate;

import java.time.Duration;
import org.thermograd.domain.Require;

/**
 * What clients may take. Immutable and thread-safe.
 *
 * @param maxRequests how many requests may be under way at once, at least 1
 * @param maxConnections how many connections may be open at once, at least 1
 * @param maxBodyBytes greatest size of a body that is kept, at least 1; more is read and thrown away
 * @param maxHeldBytes how many bytes of bodies that arrive and answers that leave may wait for their clients, at least 1
 * @param headerTimeout how long the header of a request may take from its first byte, greater than 0
 * @param bodyTimeout how long a body may take to arrive, greater than 0
 * @param answerTimeout how long a client may take to read its answer, greater than 0
 * @param idleTimeout how long a connection may be silent, greater than 0
 */
public record GateLimits(
        int maxRequests,
        int maxConnections,
        int maxBodyBytes,
        long maxHeldBytes,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration answerTimeout,
        Duration idleTimeout) {
    /** The default of {@link #maxRequests}, that of node_exporter. */
    public static final int DEFAULT_MAX_REQUESTS = 40;
    /** Below the 1,024 files that a process may have open where nobody raised that, at some 10 KB each. */
    private static final int DEFAULT_MAX_CONNECTIONS = 800;
    /** A body takes ten times its size while it is parsed. */
    private static final long HELD_SHARE_OF_HEAP = 16;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public GateLimits {
        Require.atLeast(1, "maxRequests", maxRequests);
        Require.atLeast(1, "maxConnections", maxConnections);
        Require.atLeast(1, "maxBodyBytes", maxBodyBytes);
        Require.positive("headerTimeout", headerTimeout);
        Require.positive("bodyTimeout", bodyTimeout);
        Require.positive("answerTimeout", answerTimeout);
        Require.positive("idleTimeout", idleTimeout);
    }

    /** Returns 40 requests, 800 connections, bodies of 1 MiB, a sixteenth of the heap, 10 s, 10 s, 30 s and 30 s. */
    public static GateLimits withDefaults() {
        return new GateLimits(
                DEFAULT_MAX_REQUESTS,
                DEFAULT_MAX_CONNECTIONS,
                1 << 20,
                Runtime.getRuntime().maxMemory() / HELD_SHARE_OF_HEAP,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    /** Returns a copy with another {@link #maxRequests}. */
    public GateLimits withMaxRequests(int requests) {
        return new GateLimits(
                requests,
                maxConnections,
                maxBodyBytes,
                maxHeldBytes,
                headerTimeout,
                bodyTimeout,
                answerTimeout,
                idleTimeout);
    }

    /** Returns a copy with another {@link #maxConnections}. */
    public GateLimits withMaxConnections(int connections) {
        return new GateLimits(
                maxRequests,
                connections,
                maxBodyBytes,
                maxHeldBytes,
                headerTimeout,
                bodyTimeout,
                answerTimeout,
                idleTimeout);
    }

    /** Returns a copy with another {@link #maxBodyBytes}. */
    public GateLimits withMaxBodyBytes(int bytes) {
        return new GateLimits(
                maxRequests,
                maxConnections,
                bytes,
                maxHeldBytes,
                headerTimeout,
                bodyTimeout,
                answerTimeout,
                idleTimeout);
    }

    /** Returns a copy with another {@link #maxHeldBytes}. */
    public GateLimits withMaxHeldBytes(long bytes) {
        return new GateLimits(
                maxRequests,
                maxConnections,
                maxBodyBytes,
                bytes,
                headerTimeout,
                bodyTimeout,
                answerTimeout,
                idleTimeout);
    }

    /** Returns a copy with one time for header, body and answer. */
    public GateLimits withTimeouts(Duration timeout) {
        return new GateLimits(
                maxRequests, maxConnections, maxBodyBytes, maxHeldBytes, timeout, timeout, timeout, idleTimeout);
    }

    /** Returns a copy with another {@link #idleTimeout}. */
    public GateLimits withIdleTimeout(Duration timeout) {
        return new GateLimits(
                maxRequests,
                maxConnections,
                maxBodyBytes,
                maxHeldBytes,
                headerTimeout,
                bodyTimeout,
                answerTimeout,
                timeout);
    }
}

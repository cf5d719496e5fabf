package org.thermograd.adapter.http.pushgateway;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.thermograd.domain.Require;

/**
 * How much is held, and for how long.
 *
 * @param maxGroups how many groups, at least 1
 * @param maxSeries how many series of all groups together, their two times included, at least 1
 * @param maxBytes how much memory for them, about, at least 1
 * @param ttl after what time without a push a group is forgotten; empty for never
 */
public record GroupLimits(int maxGroups, int maxSeries, long maxBytes, Optional<Duration> ttl) {
    /** The default of {@link #maxGroups}. */
    public static final int DEFAULT_MAX_GROUPS = 10_000;
    /** The default of {@link #maxSeries}. */
    public static final int DEFAULT_MAX_SERIES = 100_000;

    private static final int SHARE_OF_HEAP = 8;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public GroupLimits {
        Require.atLeast(1, "maxGroups", maxGroups);
        Require.atLeast(1, "maxSeries", maxSeries);
        requireNonNull(ttl, "ttl").ifPresent(time -> Require.positive("ttl", time));
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, got " + maxBytes);
        }
    }

    /** Returns the half of all, which one token may have. */
    GroupLimits ofOneToken() {
        return new GroupLimits(Math.max(1, maxGroups / 2), Math.max(1, maxSeries / 2), Math.max(1, maxBytes / 2), ttl);
    }

    /** Returns limits of which that on memory is an eighth of what this process may have. */
    public static GroupLimits of(int maxGroups, int maxSeries, Optional<Duration> ttl) {
        return new GroupLimits(maxGroups, maxSeries, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, ttl);
    }
}

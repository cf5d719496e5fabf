package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;

/**
 * Slow steps after one another.
 *
 * @param time from the start of the first to the end of the last
 * @param longestMillis the longest of them, at least 1
 * @param steps how many, at least 1
 */
public record SlowSteps(Segment time, long longestMillis, long steps) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public SlowSteps {
        requireNonNull(time, "time");
        Require.positive("longestMillis", longestMillis);
        Require.positive("steps", steps);
    }
}

package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * Both directions tested as if all collapses had been flagged late.
 *
 * @param latencyMillis how late
 * @param holds the directions that hold in order then
 * @param forwardQ the q-value of order of collapses after spikes; absent where it is not estimable then
 * @param backwardQ the same of spikes after collapses
 */
public record LatencyTrial(
        long latencyMillis, Set<Direction> holds, OptionalDouble forwardQ, OptionalDouble backwardQ) {
    /** Copies the set. */
    public LatencyTrial {
        holds = Set.copyOf(holds);
        requireNonNull(forwardQ, "forwardQ");
        requireNonNull(backwardQ, "backwardQ");
    }
}

package org.thermograd.domain.analysis.coincidence;

import java.util.Optional;

/**
 * The result of one coincidence test.
 *
 * @param counts what was counted
 * @param statistics what follows; absent without a cause, without an effect, or without coverage
 */
public record Coincidence(CoincidenceCounts counts, Optional<CoincidenceStatistics> statistics) {
    /** Returns the same without an upper end of its rate ratio and without the one it could have seen: most events are missed. */
    public Coincidence withoutBounds() {
        return new Coincidence(counts, statistics.map(CoincidenceStatistics::withoutBounds));
    }
}

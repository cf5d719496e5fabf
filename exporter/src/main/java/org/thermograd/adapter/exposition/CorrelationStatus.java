package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the correlation service knows. Immutable.
 *
 * @param look the newest look; absent before the first
 * @param pass the last pass that succeeded; absent before the first
 * @param looks how many looks there were
 * @param failures how many passes failed
 * @param skipped how many passes were left out because one took longer than the interval
 */
public record CorrelationStatus(Optional<Look> look, Optional<Pass> pass, long looks, long failures, long skipped) {
    /** Nothing was done yet. */
    public static final CorrelationStatus NONE = new CorrelationStatus(Optional.empty(), Optional.empty(), 0, 0, 0);

    /** Checks that nothing is missing. */
    public CorrelationStatus {
        requireNonNull(look, "look");
        requireNonNull(pass, "pass");
    }

    /**
     * A look at one window.
     *
     * @param from its beginning
     * @param to its end
     * @param runs the runs that were found in it
     */
    public record Look(Instant from, Instant to, List<CorrelatedRun> runs) {
        /** Copies the list. */
        public Look {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            runs = List.copyOf(runs);
        }
    }

    /**
     * A pass that succeeded.
     *
     * @param endedAt when it ended
     * @param took how long it took
     */
    public record Pass(Instant endedAt, Duration took) {
        /** Checks that nothing is missing. */
        public Pass {
            requireNonNull(endedAt, "endedAt");
            requireNonNull(took, "took");
        }
    }
}

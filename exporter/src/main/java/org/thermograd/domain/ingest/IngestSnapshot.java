package org.thermograd.domain.ingest;

import java.util.List;

/**
 * All runs at one moment. Immutable.
 *
 * @param runs the runs that are remembered, by name
 * @param expiredRuns how many runs ended by silence since the start of the exporter
 * @param evictedRuns how many runs gave their place to new ones since then, with their counters
 * @param portFailures how often a listener or the source of conditions threw
 */
public record IngestSnapshot(List<RunSnapshot> runs, long expiredRuns, long evictedRuns, long portFailures) {
    /** Nothing was pushed. */
    public static final IngestSnapshot EMPTY = new IngestSnapshot(List.of(), 0, 0, 0);

    /** Copies the list. */
    public IngestSnapshot {
        runs = List.copyOf(runs);
    }

    /** Returns how many runs are active. */
    public long activeRuns() {
        return runs.stream()
                .filter(run -> run.stage() == RunSnapshot.Stage.ACTIVE)
                .count();
    }
}

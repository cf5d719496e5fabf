package org.thermograd.domain.analysis.run;

import java.util.List;

/**
 * Runs with the spikes that were found in them.
 *
 * @param runs the runs; their collapses are of one kind
 */
public record DetectedRuns(List<DetectedRun> runs) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the collapses are of different kinds
     */
    public DetectedRuns {
        runs = List.copyOf(runs);
        if (runs.stream().map(one -> one.run().collapses()).distinct().count() > 1) {
            throw new IllegalArgumentException("runs must have collapses of one kind, got "
                    + runs.stream().map(one -> one.run().collapses().id()).toList());
        }
    }
}

package org.thermograd.domain.correlation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A recorded run with the collapses inferred from its samples.
 *
 * @param id the name of the recorded run
 * @param runs the run, in as many parts as it was restarted
 * @param blind the devices that cannot show an inferred collapse, and why
 */
public record InferredRuns(String id, List<Run> runs, SortedMap<String, BlindReason> blind) {
    public InferredRuns {
        runs = List.copyOf(runs);
        blind = Collections.unmodifiableSortedMap(new TreeMap<>(blind));
    }
}

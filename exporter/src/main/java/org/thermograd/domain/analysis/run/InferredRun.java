package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A recorded run with the collapses inferred from its samples.
 *
 * @param run the run
 * @param blind the devices that cannot show an inferred collapse, and why
 */
public record InferredRun(Run run, SortedMap<String, BlindReason> blind) {
    public InferredRun {
        requireNonNull(run, "run");
        blind = Collections.unmodifiableSortedMap(new TreeMap<>(blind));
    }
}

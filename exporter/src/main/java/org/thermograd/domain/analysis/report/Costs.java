package org.thermograd.domain.analysis.report;

import java.util.List;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.RunCost;

/**
 * What throttling and collapses cost.
 *
 * @param runs the runs of which each step is known
 * @param aggregated those of which only histograms are
 */
public record Costs(List<RunCost> runs, List<AggregatedCost> aggregated) {
    /** Nothing was watched. */
    public static final Costs NONE = new Costs(List.of(), List.of());

    /** Copies the lists. */
    public Costs {
        runs = List.copyOf(runs);
        aggregated = List.copyOf(aggregated);
    }

    /** Returns whether there is nothing to say. */
    public boolean isEmpty() {
        return runs.isEmpty() && aggregated.isEmpty();
    }
}

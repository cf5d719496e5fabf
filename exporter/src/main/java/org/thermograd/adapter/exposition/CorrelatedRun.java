package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.cost.AggregatedCost;
import org.thermograd.domain.detail.LagHistogram;

/**
 * What a look at one training run found.
 *
 * @param run its name
 * @param analysis the analysis of this run alone; absent where it was left out, since nothing in it could be judged
 * @param lags how its spikes and collapses lie in time to each other; absent without events on both sides
 * @param cost what the states of its devices cost it; absent where its step times are not known
 */
public record CorrelatedRun(
        String run, Optional<Analysis> analysis, Optional<LagHistogram> lags, Optional<AggregatedCost> cost) {
    /** Checks that nothing is missing. */
    public CorrelatedRun {
        requireNonNull(run, "run");
        requireNonNull(analysis, "analysis");
        requireNonNull(lags, "lags");
        requireNonNull(cost, "cost");
    }
}

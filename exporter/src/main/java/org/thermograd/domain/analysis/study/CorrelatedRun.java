package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.verdict.Analysis;

/**
 * What a look at one training run found.
 *
 * @param run its name
 * @param analysis the analysis of this run alone; absent where it was left out, since nothing in it could be judged
 * @param lags how its spikes and collapses lie in time to each other; absent without events on both sides
 * @param devices each of its devices alone; absent where it was left out, or has none
 * @param signals how its gradient norm goes together with signals of its devices, each device and signal once
 * @param cost what episodes cost it, where its exporter priced them; of a run that restarted its longest stretch
 * @param aggregated what the states of its devices cost it, where only histograms of its step times are known
 */
public record CorrelatedRun(
        String run,
        Optional<Analysis> analysis,
        Optional<LagHistogram> lags,
        Optional<PerDevice> devices,
        List<ContinuousCoupling.Tested> signals,
        Optional<RunCost> cost,
        Optional<AggregatedCost> aggregated) {
    /** Checks that nothing is missing, and copies the list. */
    public CorrelatedRun {
        requireNonNull(run, "run");
        requireNonNull(analysis, "analysis");
        requireNonNull(lags, "lags");
        requireNonNull(devices, "devices");
        signals = List.copyOf(signals);
        requireNonNull(cost, "cost");
        requireNonNull(aggregated, "aggregated");
    }

    /** Returns a run of which nothing could be told. */
    public static CorrelatedRun leftOut(String run) {
        return new CorrelatedRun(
                run,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}

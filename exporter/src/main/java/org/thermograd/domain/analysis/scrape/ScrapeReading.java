package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.TimeSeries;

/**
 * What was read.
 *
 * @param runs every run that was read, those left out of the analysis too
 * @param pooled what is analyzed
 * @param signals what scrapes saw of the gauges of runs and their devices; without runs of which no norm was seen
 * @param steps by the name of a run, or of its stretch after a restart, when each step came, where scrapes show that
 * @param costs what episodes cost the runs whose exporters priced them, or their stretches after a restart
 * @param aggregated what states of the devices cost the other runs, as far as histograms tell
 * @param kind which collapses
 * @param foundBy who found them
 * @param reasons the reasons of that kind that some device could show, as the exporters name them
 * @param latencyMillis how late the exporters find collapses, the longest of the reasons; absent where none says it
 * @param guardMillis lags up to this have no order: the sample period of the exporters, or the clock skew where that is
 *     larger
 * @param qualifiers what must be said beside the verdict
 * @param hardware where the hardware side comes from, such as {@code real}; where exporters differ one that is not real
 * @param training the same for the training side
 * @param remarks what a reader should know, one sentence each
 */
public record ScrapeReading(
        List<FoundRun> runs,
        PooledRuns pooled,
        List<SampledRun> signals,
        SortedMap<String, TimeSeries> steps,
        List<RunCost> costs,
        List<AggregatedCost> aggregated,
        CollapseKind kind,
        FoundBy foundBy,
        SortedSet<String> reasons,
        OptionalLong latencyMillis,
        long guardMillis,
        Set<Qualifier> qualifiers,
        Optional<String> hardware,
        Optional<String> training,
        List<String> remarks) {
    public ScrapeReading {
        runs = List.copyOf(runs);
        signals = List.copyOf(signals);
        steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
        costs = List.copyOf(costs);
        aggregated = List.copyOf(aggregated);
        requireNonNull(pooled, "pooled");
        requireNonNull(kind, "kind");
        requireNonNull(foundBy, "foundBy");
        qualifiers = Set.copyOf(qualifiers);
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        remarks = List.copyOf(remarks);
    }

    /** Who found the collapses. */
    public enum FoundBy {
        /** An exporter of this project, as they happened; it tells when they began. */
        EXPORTER,
        /** The job, in what was scraped. */
        SCRAPES
    }
}

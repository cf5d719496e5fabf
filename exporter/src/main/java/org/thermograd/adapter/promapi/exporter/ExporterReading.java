package org.thermograd.adapter.promapi.exporter;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.domain.cost.AggregatedCost;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.scrape.PooledRuns;

/**
 * What was read.
 *
 * @param runs every run that was read, those left out of the analysis too
 * @param pooled what is analysed
 * @param costs what states of the devices cost the runs
 * @param kind which collapses
 * @param reasons the reasons of that kind that some device could show, as the exporters name them
 * @param latencyMillis how late the exporters find collapses, the longest of the reasons; absent where none says it
 * @param guardMillis lags up to this have no order: the sample period of the exporters, or the clock skew where that is
 *     larger
 * @param hardware where the hardware side comes from, such as {@code real}; where exporters differ one that is not real
 * @param training the same for the training side
 * @param remarks what a reader should know, one sentence each
 */
public record ExporterReading(
        List<FoundRun> runs,
        PooledRuns pooled,
        List<AggregatedCost> costs,
        CollapseKind kind,
        SortedSet<String> reasons,
        OptionalLong latencyMillis,
        long guardMillis,
        Optional<String> hardware,
        Optional<String> training,
        List<String> remarks) {
    public ExporterReading {
        runs = List.copyOf(runs);
        costs = List.copyOf(costs);
        requireNonNull(pooled, "pooled");
        requireNonNull(kind, "kind");
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        remarks = List.copyOf(remarks);
    }

    /**
     * A run as it was found.
     *
     * @param id its name in the analysis
     * @param run its name at the exporter
     * @param job the scrape job of the exporter, empty where there is none
     * @param instance the exporter, empty likewise
     * @param devices its devices
     * @param steps how many steps were counted
     * @param scrapes how often it was scraped
     * @param scrapeIntervalMillis the median time between scrapes, 0 with fewer than two
     * @param firstMillis the first scrape
     * @param lastMillis the last
     */
    public record FoundRun(
            String id,
            String run,
            String job,
            String instance,
            List<String> devices,
            long steps,
            int scrapes,
            long scrapeIntervalMillis,
            long firstMillis,
            long lastMillis) {
        public FoundRun {
            devices = List.copyOf(devices);
        }
    }
}

package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.FamilyPoints;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.ingest.LiveCosts;
import org.thermograd.domain.ingest.RunSnapshot;

/**
 * What throttling and collapses cost each run. A run of whose devices no flag is known has no series; a kind of episodes that can
 * be told has its counters from the first minute on, and a cluster its slot some minutes after it ended, since it is compared
 * with the steps after it too. Series stay for five minutes after the end of a run. Thread-safe.
 */
public final class CostCollector implements MetricCollector {
    private static final double MILLIS = 1000;

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public List<Family> families() {
        return CostFamilies.ALL;
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        FamilyPoints page = new FamilyPoints(CostFamilies.ALL);
        for (RunSnapshot run : scrape.runs().runs()) {
            if (run.stage() != RunSnapshot.Stage.MARKED && !run.costs().kinds().isEmpty()) {
                String name = run.run().value();
                page.of(CostFamilies.WATCHED).add(run.costs().watchedSeconds(), name);
                run.costs().kinds().forEach((kind, cost) -> add(page, name, kind, cost));
            }
        }
        return page.snapshots();
    }

    private static void add(FamilyPoints page, String run, EpisodeKind kind, LiveCosts.Kind cost) {
        String[] labels = {run, kind.device(), kind.reason()};
        page.of(CostFamilies.EPISODES).add((double) cost.episodes(), labels);
        page.of(CostFamilies.THROTTLED).add(cost.throttledSeconds(), labels);
        page.of(CostFamilies.LOST).add(cost.lostSeconds(), labels);
        page.of(CostFamilies.CLUSTERS).add((double) cost.clusters().count(), labels);
        cost.clusters().slots().forEach((slot, cluster) -> {
            String[] slotLabels = {run, kind.device(), kind.reason(), Points.slot(slot)};
            page.of(CostFamilies.SLOWDOWN).add(cluster.slowdown(), slotLabels);
            page.of(CostFamilies.START).add(cluster.time().startMillis() / MILLIS, slotLabels);
            page.of(CostFamilies.END).add(cluster.time().endMillis() / MILLIS, slotLabels);
        });
        cost.earlier().forEach((millis, clusters) -> {
            String late = millis / (long) MILLIS + "s";
            page.of(CostFamilies.LATE_CLUSTERS).add((double) clusters.count(), run, kind.device(), kind.reason(), late);
            clusters.slots().forEach((slot, cluster) -> {
                String[] slotLabels = {run, kind.device(), kind.reason(), late, Points.slot(slot)};
                page.of(CostFamilies.LATE_SLOWDOWN).add(cluster.slowdown(), slotLabels);
                page.of(CostFamilies.LATE_START).add(cluster.time().startMillis() / MILLIS, slotLabels);
            });
        });
    }
}

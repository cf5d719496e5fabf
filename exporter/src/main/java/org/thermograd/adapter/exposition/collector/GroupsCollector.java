package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;

/** Shows how much is held of the Pushgateway protocol. Thread-safe. */
public final class GroupsCollector implements MetricCollector {
    private static final Family GROUPS = Family.gauge(
            "thermograd_push_groups", "Groups of the Pushgateway protocol that are held; at most --push-max-groups.");
    private static final Family SERIES = Family.gauge(
            "thermograd_push_series", "Series of these groups, with their push times; at most --push-max-series.");
    private static final Family EXPIRED = Family.counter(
            "thermograd_push_groups_expired_total",
            "Groups that were forgotten as they were not pushed for --push-ttl.");

    private final IntSupplier groups;
    private final IntSupplier series;
    private final LongSupplier expired;

    /**
     * Makes a collector.
     *
     * @param groups how many groups there are
     * @param series how many series they have
     * @param expired how many groups were forgotten
     */
    public GroupsCollector(IntSupplier groups, IntSupplier series, LongSupplier expired) {
        this.groups = requireNonNull(groups, "groups");
        this.series = requireNonNull(series, "series");
        this.expired = requireNonNull(expired, "expired");
    }

    @Override
    public String name() {
        return "push_groups";
    }

    @Override
    public List<Family> families() {
        return List.of(GROUPS, SERIES, EXPIRED);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        return Stream.of(
                        new Points(GROUPS).add((double) groups.getAsInt()),
                        new Points(SERIES).add((double) series.getAsInt()),
                        new Points(EXPIRED).add((double) expired.getAsLong()))
                .flatMap(points -> points.snapshot().stream())
                .toList();
    }
}

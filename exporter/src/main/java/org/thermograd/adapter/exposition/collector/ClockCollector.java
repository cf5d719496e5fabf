package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;

/** Whether somebody sets the clock of this host. Thread-safe if its suppliers are. */
public final class ClockCollector implements MetricCollector {
    private static final Family DRIFT = Family.gauge(
            "thermograd_clock_drift_seconds",
            "How far the clock of this host is ahead of the one that samples go by, negative where it is behind.");
    private static final Family SETS = Family.counter(
            "thermograd_clock_sets_total",
            "How often the clock of this host was set, so that samples began a new segment.",
            "direction");
    private static final double NANOS = 1e9;

    private final Supplier<Duration> drift;
    private final LongSupplier ahead;
    private final LongSupplier back;

    /**
     * Makes the collector.
     *
     * @param drift how far the wall clock is ahead
     * @param ahead how often it was set ahead
     * @param back how often it was set back
     */
    public ClockCollector(Supplier<Duration> drift, LongSupplier ahead, LongSupplier back) {
        this.drift = requireNonNull(drift, "drift");
        this.ahead = requireNonNull(ahead, "ahead");
        this.back = requireNonNull(back, "back");
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Family> families() {
        return List.of(DRIFT, SETS);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        List<MetricSnapshot> all = new ArrayList<>();
        Duration now = drift.get();
        new Points(DRIFT).add(now.getSeconds() + now.getNano() / NANOS).addTo(all);
        new Points(SETS)
                .add((double) ahead.getAsLong(), "ahead")
                .add((double) back.getAsLong(), "back")
                .addTo(all);
        return all;
    }
}

package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;

/** How the state on disk does. Thread-safe if its suppliers are. */
public final class StateCollector implements MetricCollector {
    private static final Family FAILURES = Family.counter(
            "thermograd_state_write_failures_total",
            "Writes to the folder of --data-dir that failed; pushes were answered with 507 meanwhile.");
    private static final Family DAMAGED = Family.gauge(
            "thermograd_state_damaged_bytes",
            "Size of what could not be read of the state on disk at the start; 0 if it was whole.");
    private static final Family LOG =
            Family.gauge("thermograd_state_log_bytes", "Size of the log of state on disk since the last snapshot.");

    private final LongSupplier failures;
    private final LongSupplier damagedBytes;
    private final LongSupplier logBytes;

    /**
     * Makes the collector.
     *
     * @param failures how many writes failed so far
     * @param damagedBytes how many bytes could not be read at the start
     * @param logBytes how long the log is
     */
    public StateCollector(LongSupplier failures, LongSupplier damagedBytes, LongSupplier logBytes) {
        this.failures = requireNonNull(failures, "failures");
        this.damagedBytes = requireNonNull(damagedBytes, "damagedBytes");
        this.logBytes = requireNonNull(logBytes, "logBytes");
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public List<Family> families() {
        return List.of(FAILURES, DAMAGED, LOG);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        return Stream.of(
                        new Points(FAILURES).add((double) failures.getAsLong()),
                        new Points(DAMAGED).add((double) damagedBytes.getAsLong()),
                        new Points(LOG).add((double) logBytes.getAsLong()))
                .flatMap(points -> points.snapshot().stream())
                .toList();
    }
}

package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.LongSupplier;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;

/** What a recording has lost. Thread-safe if its supplier is. */
public final class RecordingCollector implements MetricCollector {
    private static final Family LOST = Family.counter(
            "thermograd_recording_lines_lost_total",
            "Lines of a recording that could not be written: the disk was full or too slow.");

    private final LongSupplier lost;

    /**
     * Makes the collector.
     *
     * @param lost how many lines were lost so far
     */
    public RecordingCollector(LongSupplier lost) {
        this.lost = requireNonNull(lost, "lost");
    }

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public List<Family> families() {
        return List.of(LOST);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        return new Points(LOST)
                .add((double) lost.getAsLong()).snapshot().stream().toList();
    }
}

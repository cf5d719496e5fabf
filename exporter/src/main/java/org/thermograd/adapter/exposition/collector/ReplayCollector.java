package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;

/** How a live replay goes. Thread-safe if its suppliers are. */
public final class ReplayCollector implements MetricCollector {
    private static final Family SPEED =
            Family.gauge("thermograd_replay_speed_ratio", "Seconds of data a second, 0 in a pause.");
    private static final Family LAG = Family.gauge(
            "thermograd_replay_lag_seconds",
            "How far the time of the data is behind that of the scrape; unless it stays 0 there are counts, no verdict.");
    private static final Family PROGRESS = Family.gauge(
            "thermograd_replay_progress_ratio", "How much of the recording was played, in this repetition of it.");

    private final DoubleSupplier speed;
    private final DoubleSupplier lagSeconds;
    private final DoubleSupplier progress;

    /**
     * Makes the collector.
     *
     * @param speed seconds of data a second now
     * @param lagSeconds time of the scrape less that of the data
     * @param progress 0 to 1
     */
    public ReplayCollector(DoubleSupplier speed, DoubleSupplier lagSeconds, DoubleSupplier progress) {
        this.speed = requireNonNull(speed, "speed");
        this.lagSeconds = requireNonNull(lagSeconds, "lagSeconds");
        this.progress = requireNonNull(progress, "progress");
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Family> families() {
        return List.of(SPEED, LAG, PROGRESS);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        List<MetricSnapshot> all = new ArrayList<>();
        new Points(SPEED).add(speed.getAsDouble()).addTo(all);
        new Points(LAG).add(lagSeconds.getAsDouble()).addTo(all);
        new Points(PROGRESS).add(progress.getAsDouble()).addTo(all);
        return all;
    }
}

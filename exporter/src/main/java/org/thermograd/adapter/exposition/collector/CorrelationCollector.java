package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.FamilyPoints;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Scrape;

/**
 * What the correlation service found in its newest look, run by run, and how it fares. A figure that is not defined has no
 * sample. Thread-safe if its supplier is.
 */
public final class CorrelationCollector implements MetricCollector {
    private static final double MILLIS = 1000;
    private static final double NANOS = 1e9;

    private final Supplier<CorrelationStatus> status;

    /**
     * Makes the collector.
     *
     * @param status gives what is known now; asked once a scrape
     */
    public CorrelationCollector(Supplier<CorrelationStatus> status) {
        this.status = requireNonNull(status, "status");
    }

    @Override
    public String name() {
        return "correlation";
    }

    @Override
    public List<Family> families() {
        return CorrelationFamilies.ALL;
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        CorrelationStatus now = status.get();
        FamilyPoints points = new FamilyPoints(CorrelationFamilies.ALL);
        points.of(CorrelationFamilies.ANALYZED).add((double) now.counts().looks());
        points.of(CorrelationFamilies.FAILURES).add((double) now.counts().failures());
        points.of(CorrelationFamilies.ABANDONED).add((double) now.counts().givenUp());
        points.of(CorrelationFamilies.SKIPPED).add((double) now.counts().skipped());
        now.pass().ifPresent(pass -> {
            points.of(CorrelationFamilies.LAST_SUCCESS).add(epochSeconds(pass.endedAt()));
            points.of(CorrelationFamilies.DURATION).add(pass.took().toNanos() / NANOS);
        });
        now.window().ifPresent(window -> {
            points.of(CorrelationFamilies.WINDOW_START).add(epochSeconds(window.from()));
            points.of(CorrelationFamilies.WINDOW_END).add(epochSeconds(window.to()));
            window.runs().forEach(run -> new CorrelatedRunPoints(points, run.run()).add(run));
        });
        return points.snapshots();
    }

    private static double epochSeconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }
}

package org.thermograd.adapter.exposition;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.ingest.Distribution;

/** Gathers the series of one family for one scrape. Confined to one thread. */
final class TrainingSeries {
    private final Family family;
    private final List<GaugeDataPointSnapshot> gauges = new ArrayList<>();
    private final List<CounterDataPointSnapshot> counters = new ArrayList<>();
    private final List<InfoDataPointSnapshot> infos = new ArrayList<>();
    private final List<HistogramDataPointSnapshot> histograms = new ArrayList<>();

    TrainingSeries(Family family) {
        this.family = family;
    }

    /** Adds a sample of a gauge or counter; an empty value of a label leaves it out. */
    TrainingSeries add(double value, String... labelValues) {
        Labels labels = labels(labelValues);
        if (family.type() == Family.Type.COUNTER) {
            counters.add(new CounterDataPointSnapshot(value, labels, null, 0L));
        } else {
            gauges.add(new GaugeDataPointSnapshot(value, labels, null));
        }
        return this;
    }

    /** Adds a series of an information metric with any labels. */
    void addInfo(Labels labels) {
        infos.add(new InfoDataPointSnapshot(labels));
    }

    /** Adds a distribution. */
    void add(Distribution distribution, String... labelValues) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        List<Exemplar> exemplars = new ArrayList<>();
        for (Distribution.Bucket bucket : distribution.buckets()) {
            buckets.bucket(bucket.upperBound(), bucket.count());
            bucket.exemplar()
                    .ifPresent(step -> exemplars.add(new Exemplar(
                            step.value(), Labels.of("step", Long.toString(step.step())), step.epochMillis())));
        }
        histograms.add(new HistogramDataPointSnapshot(
                buckets.build(), distribution.sum(), labels(labelValues), Exemplars.of(exemplars), 0L));
    }

    Labels labels(String... values) {
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                labels.label(family.labelNames().get(i), values[i]);
            }
        }
        return labels.build();
    }

    /** Returns the family, or nothing where it has no series. */
    Optional<MetricSnapshot> snapshot() {
        MetricMetadata metadata = family.metadata();
        return switch (family.type()) {
            case GAUGE -> present(gauges, () -> new GaugeSnapshot(metadata, gauges));
            case COUNTER -> present(counters, () -> new CounterSnapshot(metadata, counters));
            case INFO -> present(infos, () -> new InfoSnapshot(metadata, infos));
            case HISTOGRAM -> present(histograms, () -> new HistogramSnapshot(metadata, histograms));
        };
    }

    private static Optional<MetricSnapshot> present(
            List<?> series, java.util.function.Supplier<MetricSnapshot> snapshot) {
        return series.isEmpty() ? Optional.empty() : Optional.of(snapshot.get());
    }
}

package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

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
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermograd.domain.ingest.Distribution;

/** Gathers the series of one family for one scrape. Confined to one thread; histograms are made by their collectors. */
public final class Points {
    private final Family family;
    private final List<GaugeDataPointSnapshot> gauges = new ArrayList<>();
    private final List<CounterDataPointSnapshot> counters = new ArrayList<>();
    private final List<InfoDataPointSnapshot> infos = new ArrayList<>();
    private final List<HistogramDataPointSnapshot> histograms = new ArrayList<>();
    private final List<SummaryDataPointSnapshot> summaries = new ArrayList<>();

    /** Starts with no series. */
    public Points(Family family) {
        this.family = requireNonNull(family, "family");
    }

    /**
     * Adds one series.
     *
     * @param value its value; an information metric is 1 whatever is given
     * @param labelValues one for each label name of the family, in that order; an empty one leaves the label out
     * @return this
     * @throws IllegalArgumentException if there are more or fewer label values than label names, or the family is a
     *     histogram or a summary
     */
    public Points add(double value, String... labelValues) {
        return add(value, List.of(labelValues));
    }

    /** Adds one series, as {@link #add(double, String...)} does. */
    public Points add(double value, List<String> labelValues) {
        Labels labels = labels(labelValues);
        switch (family.type()) {
            case GAUGE -> gauges.add(new GaugeDataPointSnapshot(value, labels, null));
            case COUNTER -> counters.add(new CounterDataPointSnapshot(value, labels, null, 0L));
            case INFO -> infos.add(new InfoDataPointSnapshot(labels));
            case HISTOGRAM, SUMMARY ->
                throw new IllegalArgumentException("family must not be a histogram or a summary, got " + family.name());
        }
        return this;
    }

    /** Adds one series of an information metric, with labels that only its values tell. */
    public void addInfo(Labels labels) {
        infos.add(new InfoDataPointSnapshot(labels));
    }

    /** Adds one series of a histogram, with the steps in its buckets as exemplars; labels as for the other types. */
    public Points add(Distribution distribution, String... labelValues) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        List<Exemplar> exemplars = new ArrayList<>();
        for (Distribution.Bucket bucket : distribution.buckets()) {
            buckets.bucket(bucket.upperBound(), bucket.count());
            bucket.exemplar()
                    .ifPresent(step -> exemplars.add(new Exemplar(
                            step.value(), Labels.of("step", Long.toString(step.step())), step.epochMillis())));
        }
        histograms.add(new HistogramDataPointSnapshot(
                buckets.build(), distribution.sum(), labels(List.of(labelValues)), Exemplars.of(exemplars), 0L));
        return this;
    }

    /** Adds one series of a summary: how many and how much together; labels as for the other types. */
    public Points addSummary(long count, double sum, String... labelValues) {
        summaries.add(new SummaryDataPointSnapshot(
                count, sum, Quantiles.EMPTY, labels(List.of(labelValues)), Exemplars.EMPTY, 0L));
        return this;
    }

    /** Returns the value of the label {@code slot}: two digits. */
    public static String slot(int slot) {
        return String.format(Locale.ROOT, "%02d", slot);
    }

    private Labels labels(List<String> values) {
        List<String> names = family.labelNames();
        if (values.size() != names.size()) {
            throw new IllegalArgumentException(
                    "labelValues must be as many as " + names + " of " + family.name() + ", got " + values);
        }
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).isEmpty()) {
                labels.label(names.get(i), values.get(i));
            }
        }
        return labels.build();
    }

    /**
     * Returns the family with its series, or nothing where it has none: a family without a sample does not stand on the
     * page.
     */
    public Optional<MetricSnapshot> snapshot() {
        if (!gauges.isEmpty()) {
            return Optional.of(new GaugeSnapshot(family.metadata(), gauges));
        }
        if (!counters.isEmpty()) {
            return Optional.of(new CounterSnapshot(family.metadata(), counters));
        }
        if (!histograms.isEmpty()) {
            return Optional.of(new HistogramSnapshot(family.metadata(), histograms));
        }
        if (!summaries.isEmpty()) {
            return Optional.of(new SummarySnapshot(family.metadata(), summaries));
        }
        return infos.isEmpty() ? Optional.empty() : Optional.of(new InfoSnapshot(family.metadata(), infos));
    }

    /** Adds the family to a list, where it has series. */
    public void addTo(List<MetricSnapshot> all) {
        snapshot().ifPresent(all::add);
    }
}

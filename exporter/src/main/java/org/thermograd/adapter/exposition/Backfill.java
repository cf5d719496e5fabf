package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes one scrape after the other as one OpenMetrics text, each sample with the time of its scrape and the labels that
 * Prometheus adds to a target, so that {@code promtool tsdb create-blocks-from openmetrics} makes of it what scrapes would
 * have stored. Exemplars are left out, and help and unit of a family stand at its first scrape only. Confined to one
 * thread; memory is that of one scrape.
 */
public final class Backfill {
    private static final MetricMetadata UP = new MetricMetadata("up", "1 as the target answered.");
    private static final Set<String> ONCE = Set.of("# HELP", "# UNIT");
    private static final String END = "# EOF\n";

    private final Exposition exposition;
    private final Labels target;
    private final Set<String> described = new HashSet<>();

    /**
     * Starts a text.
     *
     * @param exposition what is scraped
     * @param job the label {@code job}
     * @param instance the label {@code instance}
     */
    public Backfill(Exposition exposition, String job, String instance) {
        this.exposition = requireNonNull(exposition, "exposition");
        this.target = Labels.of("instance", instance, "job", job);
    }

    /**
     * Writes what a scrape at that time gives; times must ascend.
     *
     * @param to not closed
     * @throws IOException if {@code to} fails
     */
    public void writeScrape(Instant at, OutputStream to) throws IOException {
        long millis = at.toEpochMilli();
        List<MetricSnapshot> stamped = new ArrayList<>();
        stamped.add(new GaugeSnapshot(UP, List.of(new GaugeDataPointSnapshot(1, target, null, millis))));
        for (MetricSnapshot family : exposition.collect()) {
            stamped.add(stamp(family, millis));
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Format.OPEN_METRICS.writer().write(page, new MetricSnapshots(stamped), EscapingScheme.UNDERSCORE_ESCAPING);
        StringBuilder text = new StringBuilder();
        page.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(this::isNeeded)
                .forEach(line -> text.append(line).append('\n'));
        to.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the end of the text. */
    public void writeEnd(OutputStream to) throws IOException {
        to.write(END.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isNeeded(String line) {
        if (!line.startsWith("#")) {
            return true;
        }
        if (line.equals(END.strip())) {
            return false;
        }
        return ONCE.stream().noneMatch(line::startsWith) || described.add(line);
    }

    private MetricSnapshot stamp(MetricSnapshot family, long millis) {
        if (family instanceof GaugeSnapshot gauge) {
            return new GaugeSnapshot(
                    gauge.getMetadata(),
                    gauge.getDataPoints().stream()
                            .map(point -> new GaugeDataPointSnapshot(
                                    point.getValue(), labels(point.getLabels()), null, millis))
                            .toList());
        }
        if (family instanceof CounterSnapshot counter) {
            return new CounterSnapshot(
                    counter.getMetadata(),
                    counter.getDataPoints().stream()
                            .map(point -> new CounterDataPointSnapshot(
                                    point.getValue(), labels(point.getLabels()), null, 0L, millis))
                            .toList());
        }
        if (family instanceof InfoSnapshot info) {
            return new InfoSnapshot(
                    info.getMetadata(),
                    info.getDataPoints().stream()
                            .map(point -> new InfoDataPointSnapshot(labels(point.getLabels()), millis))
                            .toList());
        }
        if (family instanceof HistogramSnapshot histogram) {
            return new HistogramSnapshot(
                    histogram.getMetadata(),
                    histogram.getDataPoints().stream()
                            .map(point -> stamp(point, millis))
                            .toList());
        }
        if (family instanceof SummarySnapshot summary) {
            return new SummarySnapshot(
                    summary.getMetadata(),
                    summary.getDataPoints().stream()
                            .map(point -> new SummaryDataPointSnapshot(
                                    point.getCount(),
                                    point.getSum(),
                                    point.getQuantiles(),
                                    labels(point.getLabels()),
                                    Exemplars.EMPTY,
                                    0L,
                                    millis))
                            .toList());
        }
        throw new IllegalStateException("family must be of a type of ours, got " + family.getClass());
    }

    private HistogramDataPointSnapshot stamp(HistogramDataPointSnapshot point, long millis) {
        return new HistogramDataPointSnapshot(
                point.getClassicBuckets(),
                point.getNativeSchema(),
                point.getNativeZeroCount(),
                point.getNativeZeroThreshold(),
                point.getNativeBucketsForPositiveValues(),
                point.getNativeBucketsForNegativeValues(),
                point.getSum(),
                labels(point.getLabels()),
                Exemplars.EMPTY,
                0L,
                millis);
    }

    /** Adds those of the target; one of the series by the same name gives way, as in a scrape. */
    private Labels labels(Labels own) {
        Labels.Builder all = Labels.builder();
        for (Label label : own) {
            all.label(
                    target.contains(label.getName()) ? "exported_" + label.getName() : label.getName(),
                    label.getValue());
        }
        target.forEach(label -> all.label(label.getName(), label.getValue()));
        return all.build();
    }
}

package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One series of the page as plain values, for those who do not speak the formats of Prometheus. A histogram or a summary is
 * two: its count and its sum, without its buckets. Immutable.
 *
 * @param name as on the page, with {@code _total}, {@code _info}, {@code _count} or {@code _sum}
 * @param help the sentence of its family
 * @param unit in which its values are; absent for plain numbers
 * @param growing whether it only goes up until its source starts over
 * @param labels the labels it has
 * @param value its value; absent where it only bears labels, as an information metric
 */
public record FlatSeries(
        String name,
        String help,
        Optional<String> unit,
        boolean growing,
        SortedMap<String, String> labels,
        OptionalDouble value) {
    /** Copies the labels. */
    public FlatSeries {
        requireNonNull(name, "name");
        requireNonNull(help, "help");
        requireNonNull(unit, "unit");
        requireNonNull(value, "value");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Returns the series of some families, in their order; families of other types than ours have none. */
    public static List<FlatSeries> of(Collection<? extends MetricSnapshot> families) {
        List<FlatSeries> all = new ArrayList<>();
        for (MetricSnapshot family : families) {
            if (family instanceof GaugeSnapshot gauge) {
                gauge.getDataPoints()
                        .forEach(point -> all.add(of(family, "", false, point.getLabels(), point.getValue())));
            } else if (family instanceof CounterSnapshot counter) {
                counter.getDataPoints()
                        .forEach(point -> all.add(of(family, "_total", true, point.getLabels(), point.getValue())));
            } else if (family instanceof InfoSnapshot info) {
                info.getDataPoints().forEach(point -> all.add(info(family, point.getLabels())));
            } else if (family instanceof HistogramSnapshot histogram) {
                histogram.getDataPoints().forEach(point -> addDistribution(family, point, all));
            } else if (family instanceof SummarySnapshot summary) {
                summary.getDataPoints().forEach(point -> addDistribution(family, point, all));
            }
        }
        return all;
    }

    private static void addDistribution(
            MetricSnapshot family, DistributionDataPointSnapshot point, List<FlatSeries> all) {
        all.add(new FlatSeries(
                family.getMetadata().getPrometheusName() + "_count",
                help(family),
                Optional.empty(),
                true,
                sorted(point.getLabels()),
                OptionalDouble.of((double) point.getCount())));
        all.add(of(family, "_sum", true, point.getLabels(), point.getSum()));
    }

    private static FlatSeries of(MetricSnapshot family, String suffix, boolean growing, Labels labels, double value) {
        return new FlatSeries(
                family.getMetadata().getPrometheusName() + suffix,
                help(family),
                Optional.ofNullable(family.getMetadata().getUnit()).map(Unit::toString),
                growing,
                sorted(labels),
                OptionalDouble.of(value));
    }

    private static FlatSeries info(MetricSnapshot family, Labels labels) {
        return new FlatSeries(
                family.getMetadata().getPrometheusName() + "_info",
                help(family),
                Optional.empty(),
                false,
                sorted(labels),
                OptionalDouble.empty());
    }

    private static String help(MetricSnapshot family) {
        return Optional.ofNullable(family.getMetadata().getHelp()).orElse("");
    }

    private static SortedMap<String, String> sorted(Labels labels) {
        SortedMap<String, String> sorted = new TreeMap<>();
        labels.forEach(label -> sorted.put(label.getName(), label.getValue()));
        return sorted;
    }
}

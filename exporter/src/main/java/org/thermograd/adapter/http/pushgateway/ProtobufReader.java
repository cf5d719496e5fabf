package org.thermograd.adapter.http.pushgateway;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/**
 * Reads families of the protobuf format, each with its length before it, as the clients of Go and Java push by default. Of
 * a native histogram only the classic part is taken. Confined to one thread.
 */
final class ProtobufReader {
    private static final Pattern BLANKS = Pattern.compile("^[ \t]+");
    private final PushContent content;

    private ProtobufReader(PushContent content) {
        this.content = content;
    }

    /** Tells by its {@code Content-Type} whether a body is in this format; else it is text, whatever the header says. */
    static boolean reads(@Nullable String contentType) {
        String type = contentType == null
                ? ""
                : contentType.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return type.startsWith("application/vnd.google.protobuf;")
                && (type + ";").contains(";proto=io.prometheus.client.metricfamily;")
                && (type + ";").contains(";encoding=delimited;");
    }

    /**
     * Reads a body.
     *
     * @param body the bytes
     * @param content takes what is in it
     * @return the families
     * @throws PushRefusedException if it is not in the format, or what it holds does not fit together
     */
    static List<PushedFamily> parse(byte[] body, PushContent content) throws PushRefusedException {
        ProtobufReader reader = new ProtobufReader(content);
        InputStream in = new ByteArrayInputStream(body);
        int index = 0;
        while (true) {
            Metrics.MetricFamily family;
            try {
                family = Metrics.MetricFamily.parseDelimitedFrom(in);
            } catch (IOException e) {
                throw syntax("family " + index + " cannot be read: " + e.getMessage());
            }
            if (family == null) {
                return content.families();
            }
            reader.read(family);
            index++;
        }
    }

    private void read(Metrics.MetricFamily family) throws PushRefusedException {
        String name = family.getName();
        if (!LabelText.METRIC_NAME.matcher(name).matches()) {
            content.inconsistent(
                    "name of a metric must match " + LabelText.METRIC_NAME + ", got \"" + Excerpt.of(name) + "\"");
            return;
        }
        MetricType type = type(family);
        FamilyBuilder builder = content.replace(name);
        builder.type(type);
        // Text cannot have the blanks before it.
        String help = BLANKS.matcher(family.getHelp()).replaceFirst("");
        if (!help.isEmpty()) {
            builder.help(help);
        }
        for (Metrics.Metric metric : family.getMetricList()) {
            read(metric, builder, type);
        }
    }

    private static MetricType type(Metrics.MetricFamily family) throws PushRefusedException {
        return switch (family.getType()) {
            case COUNTER -> MetricType.COUNTER;
            case GAUGE -> MetricType.GAUGE;
            case SUMMARY -> MetricType.SUMMARY;
            case HISTOGRAM -> MetricType.HISTOGRAM;
            case UNTYPED -> MetricType.UNTYPED;
            case GAUGE_HISTOGRAM ->
                throw syntax("type of " + family.getName()
                        + " must be counter, gauge, histogram, summary or untyped, got gauge_histogram");
        };
    }

    private void read(Metrics.Metric metric, FamilyBuilder family, MetricType type) throws PushRefusedException {
        boolean matches = switch (type) {
            case COUNTER -> metric.hasCounter();
            case GAUGE -> metric.hasGauge();
            case SUMMARY -> metric.hasSummary();
            case HISTOGRAM -> metric.hasHistogram();
            case UNTYPED -> metric.hasUntyped();
        };
        if (!matches) {
            content.inconsistent(
                    "value of " + family.name() + " must be that of a " + type.id() + ", as its type says");
            return;
        }
        SortedMap<String, String> own = new TreeMap<>();
        for (Metrics.LabelPair label : metric.getLabelList()) {
            if (!LabelText.LABEL_NAME.matcher(label.getName()).matches()
                    || (type.isDistribution() && label.getName().equals(type.boundLabel()))
                    || own.put(label.getName(), label.getValue()) != null) {
                content.inconsistent("label \"" + Excerpt.of(label.getName()) + "\" of " + family.name()
                        + " must match " + LabelText.LABEL_NAME + ", and be given once");
                return;
            }
        }
        String labels = content.labels(family.name(), own);
        if (metric.hasTimestampMs()) {
            content.timestamp(family.name() + ": ");
        }
        if (!add(metric, family, type, labels)) {
            content.inconsistent(family.name() + "{" + labels + "} must be pushed once, got it twice");
        }
    }

    private static boolean add(Metrics.Metric metric, FamilyBuilder family, MetricType type, String labels) {
        return switch (type) {
            case COUNTER -> family.add(labels, metric.getCounter().getValue());
            case GAUGE -> family.add(labels, metric.getGauge().getValue());
            case UNTYPED -> family.add(labels, metric.getUntyped().getValue());
            case SUMMARY -> addSummary(metric.getSummary(), family.distribution(labels));
            case HISTOGRAM -> addHistogram(metric.getHistogram(), family.distribution(labels));
        };
    }

    private static boolean addSummary(Metrics.Summary summary, Distribution distribution) {
        boolean first = distribution.sum(summary.getSampleSum());
        first &= distribution.count((double) summary.getSampleCount());
        for (Metrics.Quantile part : summary.getQuantileList()) {
            first &= distribution.bound(part.getQuantile(), part.getValue());
        }
        return first;
    }

    private static boolean addHistogram(Metrics.Histogram histogram, Distribution distribution) {
        double all = histogram.getSampleCountFloat() > 0
                ? histogram.getSampleCountFloat()
                : (double) histogram.getSampleCount();
        boolean first = distribution.sum(histogram.getSampleSum());
        first &= distribution.count(all);
        for (Metrics.Bucket part : histogram.getBucketList()) {
            double count = part.getCumulativeCountFloat() > 0
                    ? part.getCumulativeCountFloat()
                    : (double) part.getCumulativeCount();
            first &= distribution.bound(part.getUpperBound(), count);
        }
        return first;
    }

    private static PushRefusedException syntax(String message) {
        return PushRefusedException.of(PushRejection.SYNTAX, Excerpt.message(message));
    }
}

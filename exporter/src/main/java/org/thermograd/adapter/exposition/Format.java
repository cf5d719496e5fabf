package org.thermograd.adapter.exposition;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.util.Locale;
import java.util.Optional;

/** The formats of the page. */
enum Format {
    /** Prometheus text, version 0.0.4. */
    TEXT(PrometheusTextFormatWriter.create()),
    /** OpenMetrics text, version 1.0.0. */
    OPEN_METRICS(OpenMetricsTextFormatWriter.create()),
    /** Delimited protobuf. */
    PROTOBUF(new PrometheusProtobufWriter());

    @SuppressWarnings("ImmutableEnumChecker") // the writers have no state that changes
    private final ExpositionFormatWriter writer;

    Format(ExpositionFormatWriter writer) {
        this.writer = writer;
    }

    ExpositionFormatWriter writer() {
        return writer;
    }

    /** Returns the format; text where the header is absent, or asks for nothing that there is. */
    static Format requested(Optional<String> accept) {
        Format best = Format.TEXT;
        double highest = 0;
        for (String range : accept.orElse("").split(",", -1)) {
            Optional<Format> format = of(range.toLowerCase(Locale.ROOT).replace(" ", ""));
            double quality = quality(range);
            if (format.isPresent() && quality > highest) {
                best = format.get();
                highest = quality;
            }
        }
        return best;
    }

    private static Optional<Format> of(String range) {
        if (range.startsWith("application/openmetrics-text")) {
            return Optional.of(Format.OPEN_METRICS);
        }
        if (range.startsWith("application/vnd.google.protobuf")
                && range.contains(";proto=io.prometheus.client.metricfamily")
                && range.contains(";encoding=delimited")) {
            return Optional.of(Format.PROTOBUF);
        }
        return range.matches("(text/plain|text/\\*|\\*/\\*)(;.*)?") ? Optional.of(Format.TEXT) : Optional.empty();
    }

    /** Returns the quality of a range, 1 where none is said or what is said is no number. */
    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String stripped = parameter.strip();
            if (stripped.startsWith("q=") || stripped.startsWith("Q=")) {
                try {
                    return Double.parseDouble(stripped.substring(2));
                } catch (NumberFormatException e) {
                    return 1;
                }
            }
        }
        return 1;
    }
}

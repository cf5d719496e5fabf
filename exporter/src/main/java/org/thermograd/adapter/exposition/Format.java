package org.thermograd.adapter.exposition;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;

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
}

package org.thermograd.adapter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    /** What Prometheus 2.42 and 3.x send, from their scrape managers, and what people type. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1|OPEN_METRICS",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1|PROTOBUF",
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited;q=0.4, application/openmetrics-text;q=0.6|OPEN_METRICS",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.3|OPEN_METRICS",
                "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;q=0.2|TEXT",
                "application/vnd.google.protobuf|TEXT",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text|TEXT",
                "application/openmetrics-text;q=0, text/plain;q=0|TEXT",
                "application/openmetrics-text; Q=0.5, text/*;q=0.4|OPEN_METRICS",
                "application/openmetrics-text;q=high, text/plain|OPEN_METRICS",
                "text/html, application/xhtml+xml, */*;q=0.8|TEXT",
                "*/*|TEXT",
                "application/json|TEXT",
                "''|TEXT"
            })
    void answersInTheFormatOfHighestQuality(String accept, Format format) {
        assertThat(Format.requested(Optional.of(accept))).isEqualTo(format);
    }

    @Test
    void answersInTextWithoutAHeader() {
        assertThat(Format.requested(Optional.empty())).isEqualTo(Format.TEXT);
    }

    @Test
    void namesTheFormatItAnswersIn() {
        Exposition exposition = Pages.of(Optional.empty());

        assertThat(exposition.contentType(Optional.empty())).startsWith("text/plain; version=0.0.4; charset=utf-8");
        assertThat(exposition.contentType(Optional.of(Pages.OPEN_METRICS)))
                .startsWith("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(exposition.contentType(Optional.of(Pages.PROTOBUF)))
                .startsWith(
                        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");
        assertThat(exposition.contentType(Optional.of("text/plain;escaping=allow-utf-8")))
                .endsWith("; escaping=allow-utf-8");
    }
}

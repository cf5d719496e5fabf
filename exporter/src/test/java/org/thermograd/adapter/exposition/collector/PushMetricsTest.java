package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.domain.ingest.IngestSnapshot;
import org.thermograd.testing.Golden;
import org.thermograd.testing.Peers;

class PushMetricsTest {
    private final PushMetrics metrics = new PushMetrics(List.of(400, 200), List.of("rate", "field"));

    private String text() {
        return TrainingCollectorTest.text(
                metrics, new IngestSnapshot(List.of(), 3, 0, 0), PrometheusTextFormatWriter.create());
    }

    @Test
    void startsAtZero() {
        assertThat(text())
                .contains("thermograd_push_requests_total{code=\"200\"} 0.0\n")
                .contains("thermograd_push_requests_total{code=\"400\"} 0.0\n")
                .contains("thermograd_push_rejected_total{reason=\"field\"} 0.0\n")
                .contains("thermograd_push_request_size_bytes_count 0\n")
                .contains("thermograd_push_runs 0.0\n");
    }

    @Test
    void countsAnswers() {
        for (long bytes : new long[] {0, 1, 64, 65, 256, 257, 1 << 24, (1 << 24) + 1}) {
            metrics.count(200, Optional.empty(), OptionalLong.of(bytes), 2);
        }
        metrics.count(400, Optional.of("field"), OptionalLong.empty(), 0);
        metrics.count(999, Optional.of("unheard of"), OptionalLong.empty(), 0);

        Golden.assertSame("push.prom", text());
    }

    @Test
    void passesPromtool() {
        Peers.Answer answer = Peers.promtool(text().getBytes(StandardCharsets.UTF_8), "check", "metrics");

        assertThat(answer.output()).isEmpty();
        assertThat(answer.status()).isZero();
    }

    @Test
    void listsItsFamilies() {
        assertThat(metrics.families())
                .extracting(Family::name)
                .containsExactly(
                        "thermograd_push_requests_total",
                        "thermograd_push_request_size_bytes",
                        "thermograd_push_rejected_total",
                        "thermograd_push_ignored_fields_total",
                        "thermograd_push_runs",
                        "thermograd_push_runs_expired_total",
                        "thermograd_push_runs_evicted_total");
    }
}

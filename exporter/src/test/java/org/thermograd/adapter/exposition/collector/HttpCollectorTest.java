package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.ingest.IngestSnapshot;

class HttpCollectorTest {
    @Test
    void countsByReason() {
        HttpCollector collector = new HttpCollector(List.of("slow_reader", "bad_request"));
        collector.refused("bad_request");
        collector.refused("bad_request");
        collector.refused("unheard of");

        assertThat(TrainingCollectorTest.text(
                        collector, new IngestSnapshot(List.of(), 0, 0, 0), PrometheusTextFormatWriter.create()))
                .contains("thermograd_http_refused_total{reason=\"bad_request\"} 2.0\n")
                .contains("thermograd_http_refused_total{reason=\"slow_reader\"} 0.0\n")
                .doesNotContain("unheard");
    }
}

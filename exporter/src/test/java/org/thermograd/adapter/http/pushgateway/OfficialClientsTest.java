package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.pushgateway.Format;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients that people use, as they are. */
class OfficialClientsTest {
    private static final String PYTHON = """
            import sys
            from prometheus_client import (CollectorRegistry, Counter, Gauge, Histogram, Summary,
                                           delete_from_gateway, push_to_gateway, pushadd_to_gateway)
            url = sys.argv[1]
            registry = CollectorRegistry()
            Gauge("step", "Step.", registry=registry).set(12)
            Gauge("grad_norm", "Norm \\\\ of\\nthe gradient.", registry=registry).set(25.7)
            Counter("rows", "Rows.", ["table"], registry=registry).labels('a"b\\n').inc(3)
            Summary("size", "Size.", registry=registry).observe(5)
            Histogram("time", "Time.", buckets=(0.1, 1), registry=registry).observe(0.5)
            key = {"instance": "a/b", "empty": "", "space": "x y"}
            push_to_gateway(url, job="py", registry=registry, grouping_key={"instance": "h"})
            push_to_gateway(url, job="py/slash", registry=registry, grouping_key=key)
            more = CollectorRegistry()
            Gauge("more", "More.", registry=more).set(1)
            pushadd_to_gateway(url, job="py", registry=more, grouping_key={"instance": "h"})
            pushadd_to_gateway(url, job="gone", registry=more)
            delete_from_gateway(url, job="gone")
            """;

    private final GatewayServer server = GatewayServer.withDefaults();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    private static List<String> without(List<String> series, String part) {
        return series.stream().filter(line -> !line.contains(part)).toList();
    }

    @Test
    void python() throws IOException, InterruptedException {
        Path log = folder.resolve("python.log");
        Process python = new ProcessBuilder(
                        "/usr/bin/python3", "-c", PYTHON, server.url().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);
        Assumptions.assumeFalse(
                said.contains("No module named 'prometheus_client'"), "python3-prometheus-client is not installed");
        assertThat(said).isEmpty();

        assertThat(without(without(server.series(), "slash"), "_created"))
                .contains(
                        "grad_norm{instance=\"h\",job=\"py\"} 25.7",
                        "more{instance=\"h\",job=\"py\"} 1",
                        "rows_total{instance=\"h\",job=\"py\",table=\"a\\\"b\\n\"} 3",
                        "size_count{instance=\"h\",job=\"py\"} 1",
                        "time_bucket{instance=\"h\",job=\"py\",le=\"1\"} 1",
                        "time_bucket{instance=\"h\",job=\"py\",le=\"+Inf\"} 1")
                .noneMatch(line -> line.contains("gone"));
        assertThat(server.series()).contains("step{empty=\"\",instance=\"a/b\",job=\"py/slash\",space=\"x+y\"} 12");
        assertThat(server.ingestor.snapshot().runs()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void java(Format format) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        Gauge.builder().name("grad_norm").help("Norm.").register(registry).set(25.7);
        Counter.builder()
                .name("rows")
                .labelNames("table")
                .register(registry)
                .labelValues("a/\"b")
                .inc(3);
        Histogram.builder()
                .name("time_seconds")
                .classicUpperBounds(0.1, 1)
                .register(registry)
                .observe(0.5);
        PushGateway client = PushGateway.builder()
                .address(server.url().getAuthority())
                .job("java/1")
                .groupingKey("instance", "")
                .format(format)
                .registry(registry)
                .build();

        client.push();
        client.pushAdd();

        assertThat(without(server.series(), "push_"))
                .containsExactly(
                        "grad_norm{instance=\"\",job=\"java/1\"} 25.7",
                        "rows_total{instance=\"\",job=\"java/1\",table=\"a/\\\"b\"} 3",
                        "time_seconds_bucket{instance=\"\",job=\"java/1\",le=\"0.1\"} 0",
                        "time_seconds_bucket{instance=\"\",job=\"java/1\",le=\"1\"} 1",
                        "time_seconds_bucket{instance=\"\",job=\"java/1\",le=\"+Inf\"} 1",
                        "time_seconds_sum{instance=\"\",job=\"java/1\"} 0.5",
                        "time_seconds_count{instance=\"\",job=\"java/1\"} 1");
        client.delete();
        assertThat(server.series()).isEmpty();
    }
}

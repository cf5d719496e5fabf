package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;
import org.thermograd.testing.HandMadePage;
import org.thermograd.testing.PrometheusServer;

/**
 * The real node_exporter, scraped live by a real Prometheus beside the page of a trainer. The kernel's files that it reads
 * are made by hand, since a virtual processor has none that count throttling.
 */
class NodeExporterTest {
    private static final int SCRAPES = 16;
    private static final int THROTTLED_AT = 8;

    @TempDir
    private Path dir;

    private final AtomicInteger scrapes = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(SCRAPES);

    private Path sys() throws IOException {
        for (int core = 0; core < 2; core++) {
            Path cpu = dir.resolve("sys/devices/system/cpu/cpu" + core);
            Files.createDirectories(cpu.resolve("topology"));
            Files.writeString(cpu.resolve("topology/physical_package_id"), "0\n");
            Files.writeString(cpu.resolve("topology/core_id"), core + "\n");
            throttled(core, 3);
        }
        return dir.resolve("sys");
    }

    private void throttled(int core, int count) throws IOException {
        Path throttle = Files.createDirectories(
                dir.resolve("sys/devices/system/cpu/cpu" + core).resolve("thermal_throttle"));
        Files.writeString(throttle.resolve("core_throttle_count"), count + "\n");
        Files.writeString(throttle.resolve("package_throttle_count"), "5\n");
    }

    /** Serves a new step at each scrape; at one of them the kernel counts throttling. */
    private HttpServer trainer() throws IOException {
        HttpServer trainer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trainer.createContext("/metrics", exchange -> {
            int scrape = scrapes.incrementAndGet();
            if (scrape == THROTTLED_AT) {
                throttled(0, 9);
            }
            byte[] page = HandMadePage.of("trainer.prom")
                    .text(Map.of("step", scrape, "loss", 2.5, "last_step", 0, "grad_norm", 10 + scrape % 3 * 0.1))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
            enough.countDown();
        });
        trainer.start();
        return trainer;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process nodeExporter(int port) throws IOException {
        return new ProcessBuilder(
                        PrometheusServer.onPath("prometheus-node-exporter").toString(),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--path.sysfs=" + sys(),
                        "--collector.disable-defaults",
                        "--collector.cpu",
                        "--collector.uname")
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("node.log").toFile())
                .start();
    }

    @Test
    void throttlingThatTheKernelCountsIsACollapseOfTheCpu() throws Exception {
        PrometheusServer.Builder prometheus = PrometheusServer.in(Files.createDirectory(dir.resolve("prometheus")));
        int port = freePort();
        Process node = nodeExporter(port);
        HttpServer trainer = trainer();
        Instant start = Instant.now();
        try (PrometheusServer server = prometheus
                .scrapeConfigs("""
                - job_name: node
                  scrape_interval: 500ms
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                - job_name: trainer
                  scrape_interval: 500ms
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(port, trainer.getAddress().getPort()))
                .start()) {
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();

            Cli.Result result = Cli.plain()
                    .run(
                            "correlate",
                            "--prometheus-url=" + server.url(),
                            "--hardware-preset=node-exporter",
                            "--training-preset=trainer",
                            "--from=" + start,
                            "--to=" + Instant.now(),
                            "--output=" + dir.resolve("report"),
                            "--json");

            assertThat(result.status()).as(result.err()).isZero();
            check(new ObjectMapper().readTree(result.out()));
        } finally {
            trainer.stop(0);
            node.destroy();
            node.waitFor();
        }
    }

    private static void check(JsonNode report) {
        assertThat(report.get("verdict").asText()).isEqualTo("NOT_ESTIMABLE");
        assertThat(report.get("reasons").toString()).isEqualTo("[\"ZERO_SPIKES\"]");
        assertThat(report.at("/analysis/runs/0/collapseOnsets/cpu").size()).isEqualTo(1);
        assertThat(report.at("/collapses/reasons").toString()).isEqualTo("[\"cpu_thermal\"]");
        assertThat(report.at("/analysis/guardMs").asLong()).isBetween(400L, 600L);
        assertThat(report.at("/analysis/runs/0/nTrain").asInt()).isBetween(SCRAPES - 2, SCRAPES + 4);
    }
}

package org.thermograd.app.correlate.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.Event;
import org.thermograd.testing.FakeExporter;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.Peers;
import org.thermograd.testing.PrometheusServer;
import org.thermograd.testing.ScrapedPages;
import org.thermograd.testing.Vectors;

/** {@code correlate --every} as people run it: a process beside a real Prometheus that comes, goes and comes back. */
@Timeout(180)
class CorrelationServiceIT {
    private static final Pattern URL = Pattern.compile(" url=(http://127\\.0\\.0\\.1:\\d+)/metrics\n");
    private static final long HOUR = 3600;
    private static final long POLL_MILLIS = 50;

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    /** The coupled session of the reference, in the last whole hour. */
    private static void coupled(ScrapedPages pages) {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");
        RunEvents golden = new Analyzer(CorrelationConfig.DEFAULTS)
                .analyze(GoldenRuns.session(inputs, "luna"))
                .runs()
                .get(0);
        long start = (Instant.now().minus(LookWindows.SETTLING).getEpochSecond() / HOUR - 1) * HOUR;
        FakeExporter exporter = new FakeExporter("instance=\"here:9877\",job=\"thermograd\"").hardware("simulated");
        exporter.run("luna", start + 1, start + HOUR - 1)
                .spikes(golden.spikes().stream()
                        .mapToDouble(spike -> start + spike.onsetMillis() / 1000.0)
                        .toArray());
        exporter.device("gpu0", "GPU-c", "hw_thermal")
                .collapses(requireNonNull(golden.collapses().get("gpu0"), "gpu0").stream()
                        .map(collapse -> span(collapse, start))
                        .toArray(double[][]::new));
        exporter.scrape(pages, start, start + HOUR, 15, start - 600);
    }

    private static double[] span(Event event, long start) {
        return new double[] {start + event.onsetMillis() / 1000.0, start + event.endMillis() / 1000.0};
    }

    private Process service(int port) throws IOException {
        return JarProcess.of(
                        dir,
                        "service",
                        List.of("-Xmx128m"),
                        "correlate",
                        "--prometheus-url",
                        "http://127.0.0.1:" + port,
                        "--every",
                        "1s",
                        "--analysis-window",
                        "1h",
                        "--listen",
                        "127.0.0.1:0",
                        "--timeout",
                        "5s")
                .start();
    }

    private String log() throws IOException {
        return Files.readString(dir.resolve("service.err"));
    }

    private String url(Process process) throws IOException, InterruptedException {
        Matcher line = URL.matcher(log());
        while (!line.find()) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            line = URL.matcher(log());
        }
        return line.group(1);
    }

    private HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private String metrics(String url) throws IOException, InterruptedException {
        return new String(get(url + "/metrics").body(), StandardCharsets.UTF_8);
    }

    private static double value(String page, String family) {
        Matcher line = Pattern.compile("(?m)^thermograd_correlation_" + family + " (\\S+)$")
                .matcher(page);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    /** Waits until a figure is larger than it was. */
    private String awaitMore(Process process, String url, String family, double before)
            throws IOException, InterruptedException {
        String page = metrics(url);
        while (value(page, family) <= before) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            page = metrics(url);
        }
        return page;
    }

    /** Lets a Prometheus scrape the service each second. */
    private static String scraped(String url) {
        return "  - job_name: thermograd-correlation\n    scrape_interval: 1s\n    static_configs:\n"
                + "      - targets: [\"" + URI.create(url).getAuthority() + "\"]\n";
    }

    /** Waits until a query has one series, and returns its value. */
    private double awaitScraped(Process process, PrometheusServer server, String query)
            throws IOException, InterruptedException {
        String url = server.url() + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        JsonNode series = mapper.readTree(get(url).body()).at("/data/result");
        while (series.isEmpty()) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            series = mapper.readTree(get(url).body()).at("/data/result");
        }
        assertThat(series).as(query).hasSize(1);
        return Double.parseDouble(series.at("/0/value/1").textValue());
    }

    /** What the service found is there for whoever asks the Prometheus that scrapes it. */
    private void assertScraped(Process process, PrometheusServer server) throws IOException, InterruptedException {
        String labels = "{job=\"thermograd-correlation\",run=\"luna\",device=\"%s\"";
        assertThat(awaitScraped(
                        process,
                        server,
                        "thermograd_correlation_verdict" + labels.formatted("all")
                                + ",verdict=\"COUPLED_SPIKES_PRECEDE_COLLAPSES\"}"))
                .isEqualTo(1);
        assertThat(awaitScraped(
                        process,
                        server,
                        "thermograd_correlation_q_value" + labels.formatted("gpu0") + ",direction=\"forward\"}"))
                .isLessThan(0.01);
        assertThat(awaitScraped(process, server, "thermograd_correlation_windows_abandoned_total"))
                .isZero();
        assertThat(awaitScraped(process, server, "time() - thermograd_correlation_window_end_timestamp_seconds"))
                .isPositive();
    }

    @Test
    void outlivesItsPrometheusAndKeepsTheLastGoodResult() throws Exception {
        int port = PrometheusServer.Builder.freePort();
        ScrapedPages pages = new ScrapedPages();
        coupled(pages);
        PrometheusServer.Builder builder = PrometheusServer.in(Files.createDirectory(dir.resolve("prometheus")))
                .port(port)
                .backfill(pages.write(dir.resolve("pages.txt")));
        Process process = service(port);
        try {
            String url = url(process);
            awaitMore(process, url, "failures_total", 0);
            builder.scrapeConfigs(scraped(url));
            assertThat(get(url + "/-/ready").statusCode()).isEqualTo(503);
            assertThat(get(url + "/report.json").statusCode()).isEqualTo(404);

            double failures;
            try (PrometheusServer server = builder.start()) {
                String page = awaitMore(process, url, "last_success_timestamp_seconds", 0);
                assertThat(page)
                        .as(server.log())
                        .contains(
                                "verdict{device=\"all\",run=\"luna\",verdict=\"COUPLED_SPIKES_PRECEDE_COLLAPSES\"} 1.0\n");
                assertThat(Peers.promtool(page.getBytes(StandardCharsets.UTF_8), "check", "metrics")
                                .output())
                        .isEmpty();
                assertThat(get(url + "/-/ready").statusCode()).isEqualTo(200);
                assertScraped(process, server);
                failures = value(page, "failures_total");
            }
            String away = awaitMore(process, url, "failures_total", failures);
            assertThat(away).contains("verdict=\"COUPLED_SPIKES_PRECEDE_COLLAPSES\"} 1.0\n");
            double succeeded = value(away, "last_success_timestamp_seconds");
            try (PrometheusServer server = builder.start()) {
                String back = awaitMore(process, url, "last_success_timestamp_seconds", succeeded);
                assertThat(value(back, "windows_analyzed_total"))
                        .as(server.log())
                        .isEqualTo(1);
                JsonNode report = mapper.readTree(get(url + "/report.json").body());
                assertThat(report.get("look").get("kind").textValue()).isEqualTo("tumbling");
                assertThat(report.get("verdict").textValue()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
                process.destroy();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(process.exitValue()).as(log()).isZero();
            assertThat(log()).contains("event=pass_failed", "event=pass_succeeded_again", "event=stopped");
            assertThat(List.of(log().split("\n")))
                    .filteredOn(line -> line.contains("event=pass_failed"))
                    .hasSize(2);
        } finally {
            process.destroyForcibly();
        }
    }
}

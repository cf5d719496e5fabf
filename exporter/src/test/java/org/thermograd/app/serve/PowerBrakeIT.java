package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.FakeNvml;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.PrometheusServer;

/**
 * A case from the field, by a driver that is scripted, the exporter, Prometheus with the rules that are shipped (their minutes
 * are seconds here) and the report: two accelerators of a node are under a power brake from before the run to after it, a third
 * one for some seconds, and a fourth falls off the bus and comes back. Nowhere does heat stand.
 */
@Timeout(240)
class PowerBrakeIT {
    private static final int GPUS = 4;
    private static final int POWER_BRAKE = 0x88;
    private static final int RUN_SECONDS = 36;
    private static final int STEPS_PER_SECOND = 4;
    private static final int BRAKED_FROM = 10;
    private static final int BRAKED_TO = 17;
    private static final int LOST_FROM = 20;
    private static final int LOST_TO = 27;
    private static final Pattern MINUTES = Pattern.compile("(?<=\\[|offset |for: )(\\d+)m");
    private static final Pattern HEAT = Pattern.compile("(?i)\\b(heat|hot|thermal|cooling|airflow)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();

    private JsonNode get(String url) throws IOException, InterruptedException {
        return JSON.readTree(client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body());
    }

    private String page(int port) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private void awaitSamples(Process exporter, int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                if (page(port).contains("thermograd_gpu_up")) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            assertThat(exporter.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(dir.resolve("exporter.err")))
                    .isTrue();
            Thread.sleep(100);
        }
    }

    private PrometheusServer prometheus(int port) throws IOException, InterruptedException {
        Path rules = Files.createDirectories(dir.resolve("prometheus/rules"));
        for (String name : List.of("recording", "hardware", "exporter", "training")) {
            String text = Files.readString(Checkout.root().resolve("prometheus/rules/" + name + ".yml"));
            Files.writeString(
                    rules.resolve(name + ".yml"), MINUTES.matcher(text).replaceAll("$1s"));
        }
        return PrometheusServer.in(dir.resolve("prometheus"))
                .scrapeConfigs("""
                          - job_name: thermograd
                            scrape_interval: 1s
                            static_configs:
                              - targets: ["127.0.0.1:%d"]
                        global:
                          evaluation_interval: 1s
                        rule_files:
                          - %s/*.yml
                        """.formatted(port, rules))
                .start();
    }

    private void push(int port, int second, Instant start) throws IOException, InterruptedException {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < STEPS_PER_SECOND; i++) {
            int step = second * STEPS_PER_SECOND + i;
            double time = start.toEpochMilli() / 1000.0 + (double) step / STEPS_PER_SECOND;
            steps.add(String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"timestamp\":%.3f,\"grad_norm\":%.3f}",
                    step,
                    time,
                    10 + 0.2 * Math.sin(step)));
        }
        String devices = IntStream.range(0, GPUS)
                .mapToObj(gpu -> "\"" + FakeNvml.uuid(gpu) + "\"")
                .collect(Collectors.joining(","));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/training/braked/steps"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"devices\":[" + devices + "],\"steps\":[" + String.join(",", steps) + "]}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Ends the run, which prices what it saw, and waits for a scrape of that. */
    private void finish(int port) throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/training/braked/finish"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        TimeUnit.MILLISECONDS.sleep(2500);
    }

    /** Adds the alerts that fire now, by name and device, with all that they say. */
    private void addAlerts(PrometheusServer prometheus, Map<String, String> alerts)
            throws IOException, InterruptedException {
        for (JsonNode alert : get(prometheus.url() + "/api/v1/alerts").at("/data/alerts")) {
            if (alert.at("/state").textValue().equals("firing")) {
                JsonNode labels = alert.get("labels");
                alerts.put(
                        labels.get("alertname").textValue() + " "
                                + labels.path("device").asText("-"),
                        alert.get("annotations").toString());
            }
        }
    }

    @Test
    void nothingCallsAPowerBrakeHeat() throws Exception {
        FakeNvml driver = FakeNvml.build(dir.resolve("driver")).gpus(GPUS);
        for (int gpu : new int[] {0, 1}) {
            driver.set(gpu, "reasons", POWER_BRAKE).set(gpu, "clock.0", 990).set(gpu, "clock.1", 990);
        }
        int port = PrometheusServer.Builder.freePort();
        Process exporter = JarProcess.of(
                        dir,
                        "exporter",
                        List.of("-Xmx64m"),
                        "serve",
                        "--listen=127.0.0.1:" + port,
                        "--nvml-library=" + driver.library(),
                        "--sample-period=500ms")
                .start();
        Map<String, String> alerts = new TreeMap<>();
        try {
            awaitSamples(exporter, port);
            try (PrometheusServer prometheus = prometheus(port)) {
                Instant start = Instant.now();
                for (int second = 0; second < RUN_SECONDS; second++) {
                    TimeUnit.MILLISECONDS.sleep(Math.max(
                            0,
                            Duration.between(Instant.now(), start.plusSeconds(second + 1))
                                    .toMillis()));
                    switch (second) {
                        case BRAKED_FROM -> driver.set(2, "reasons", POWER_BRAKE);
                        case BRAKED_TO -> driver.set(2, "reasons", 0);
                        case LOST_FROM -> driver.set(3, "rc", 15);
                        case LOST_TO -> driver.set(3, "rc", 0);
                        default -> {}
                    }
                    push(port, second, start);
                    addAlerts(prometheus, alerts);
                }
                finish(port);
                assertThat(page(port))
                        .contains("thermograd_gpu_up{device=\"gpu3\",uuid=\"" + FakeNvml.uuid(3) + "\"} 1.0")
                        .containsPattern(
                                "thermograd_collapse_active\\{device=\"gpu0\",reason=\"power_brake\",.*} 1\\.0")
                        .containsPattern(
                                "thermograd_collapses_total\\{device=\"gpu2\",reason=\"power_brake\",.*} 1\\.0")
                        .doesNotContainPattern("thermograd_collapse_active\\{.*reason=\"hw_slowdown\",.*} 1\\.0");

                assertThat(alerts)
                        .containsKeys(
                                "ThermogradPowerBrake gpu0",
                                "ThermogradPowerBrake gpu1",
                                "ThermogradCollapse gpu2",
                                "ThermogradGpuLost gpu3");
                assertThat(alerts.keySet())
                        .as(alerts.toString())
                        .allMatch(alert ->
                                alert.matches("Thermograd(PowerBrake|Collapse|GpuLost) gpu\\d|ThermogradWatchdog -"));
                alerts.forEach((alert, texts) -> assertThat(texts).as(alert).doesNotContainPattern(HEAT));
                checkReport(prometheus);
            }
        } finally {
            exporter.destroy();
            exporter.onExit().join();
        }
    }

    private void checkReport(PrometheusServer prometheus) throws IOException, InterruptedException {
        Process job = JarProcess.of(
                        dir,
                        "job",
                        List.of("-Xmx128m"),
                        "correlate",
                        "--prometheus-url=" + prometheus.url(),
                        "--run=braked",
                        "--since=10m",
                        "--output=report")
                .start();
        assertThat(job.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(job.exitValue()).as(Files.readString(dir.resolve("job.err"))).isZero();
        assertThat(Files.readString(dir.resolve("job.out"))).doesNotContainPattern(HEAT);
        assertThat(Files.readString(dir.resolve("report/report.md")))
                .contains("Some device was in throttling (power_brake) for 100% of the time")
                .doesNotContainPattern(HEAT);
        assertThat(JSON.readTree(Files.readString(dir.resolve("report/report.json")))
                        .at("/cost")
                        .toString())
                .contains("power_brake")
                .doesNotContainPattern(HEAT);
    }
}

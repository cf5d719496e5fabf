package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.PrometheusServer;

/**
 * A real exporter that is pushed to at 2.8 steps a second, a real Prometheus that scrapes it, and the correlation job on
 * that: what was counted is what was sent. Scraped each second for 40 s, each 5 s for 3 minutes with
 * {@code -Dthermograd.full=true}.
 */
@Timeout(600)
class LiveIT {
    private static final boolean FULL = Boolean.getBoolean("thermograd.full");
    private static final int SCRAPE_SECONDS = FULL ? 5 : 1;
    private static final int BATCHES = FULL ? 126 : 28;
    private static final int BATCH = 4;
    private static final double STEPS_PER_SECOND = 2.8;
    private static final int FIRST_SPIKE = 40;
    private static final int SPIKE_EVERY = 20;
    private static final int NOT_A_NUMBER = 33;
    private static final Pattern STEPS = Pattern.compile("\nthermograd_training_steps_total\\{run=\"live\"} (\\S+)\n");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();

    /** What happens halfway. */
    private enum Middle {
        NOTHING,
        PROMETHEUS_RESTARTS,
        EXPORTER_RESTARTS
    }

    /** One exporter with its Prometheus and the run that pushes to it. Confined to one thread. */
    private final class Experiment implements AutoCloseable {
        private final Path folder;
        private final int port;
        private Process exporter;
        private PrometheusServer prometheus;

        Experiment(Path folder) throws Exception {
            this.folder = Files.createDirectories(folder);
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                this.port = socket.getLocalPort();
            }
            this.exporter = startExporter();
            this.prometheus = startPrometheus();
        }

        private Process startExporter() throws IOException, InterruptedException {
            Process process = java("exporter", "serve", "--listen", "127.0.0.1:" + port);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!isReady()) {
                assertThat(process.isAlive() && System.nanoTime() < end)
                        .as(() -> read(folder.resolve("exporter.err")))
                        .isTrue();
                Thread.sleep(50);
            }
            return process;
        }

        private boolean isReady() throws InterruptedException {
            try {
                return get("http://127.0.0.1:" + port + "/-/ready").statusCode() == 200;
            } catch (IOException e) {
                return false;
            }
        }

        private PrometheusServer startPrometheus() throws IOException, InterruptedException {
            return PrometheusServer.in(Files.createDirectories(folder.resolve("prometheus")))
                    .scrapeConfigs("""
                              - job_name: thermograd
                                scrape_interval: %ds
                                static_configs:
                                  - targets: ["127.0.0.1:%d"]
                            """.formatted(SCRAPE_SECONDS, port))
                    .start();
        }

        private Process java(String name, String... args) throws IOException {
            return JarProcess.of(folder, name, List.of("-Xmx128m"), args).start();
        }

        JsonNode report(Middle middle) throws Exception {
            Instant start = Instant.now();
            for (int batch = 0; batch < BATCHES; batch++) {
                if (batch == BATCHES / 2) {
                    restart(middle);
                }
                push(batch, start);
            }
            awaitLastScrape();
            Process job = java(
                    "job",
                    "correlate",
                    "--prometheus-url",
                    prometheus.url().toString(),
                    "--run",
                    "live",
                    "--since",
                    "1h",
                    "--json");
            assertThat(job.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(job.exitValue())
                    .as(() -> read(folder.resolve("job.err")))
                    .isZero();
            return JSON.readTree(Files.readString(folder.resolve("job.out")));
        }

        private void restart(Middle middle) throws IOException, InterruptedException {
            switch (middle) {
                case NOTHING -> {}
                case PROMETHEUS_RESTARTS -> {
                    prometheus.stop();
                    prometheus = startPrometheus();
                }
                case EXPORTER_RESTARTS -> {
                    exporter.destroy();
                    assertThat(exporter.waitFor(10, TimeUnit.SECONDS)).isTrue();
                    exporter = startExporter();
                }
            }
        }

        /** Pushes a batch at its time; the steps of a restart's time come late, as they do from a trainer that waits. */
        private void push(int batch, Instant start) throws IOException, InterruptedException {
            List<String> steps = new ArrayList<>();
            for (int step = batch * BATCH + 1; step <= (batch + 1) * BATCH; step++) {
                Instant time = start.plusMillis(Math.round(step * 1000 / STEPS_PER_SECOND));
                TimeUnit.MILLISECONDS.sleep(
                        Math.max(0, Duration.between(Instant.now(), time).toMillis()));
                steps.add(String.format(
                        Locale.ROOT,
                        "{\"step\":%d,\"timestamp\":%d.%03d,\"grad_norm\":%s}",
                        step,
                        time.getEpochSecond(),
                        time.toEpochMilli() % 1000,
                        gradNorm(step)));
            }
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/training/live/steps"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"steps\":[" + String.join(",", steps) + "]}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"accepted\":4,\"duplicates\":0,\"ignored\":0}");
        }

        /** Waits until Prometheus has what the exporter shows. */
        private void awaitLastScrape() throws IOException, InterruptedException {
            String page = get("http://127.0.0.1:" + port + "/metrics").body();
            Matcher matcher = STEPS.matcher(page);
            assertThat(matcher.find()).as(page).isTrue();
            Files.writeString(dir.resolve("page"), page);
            double shown = Double.parseDouble(matcher.group(1));
            String query = prometheus.url() + "/api/v1/query?query="
                    + URLEncoder.encode("thermograd_training_steps_total{run=\"live\"}", StandardCharsets.UTF_8);
            JsonNode value;
            do {
                Thread.sleep(100);
                value = JSON.readTree(get(query).body()).at("/data/result/0/value/1");
            } while (value.asDouble() != shown);
        }

        @Override
        public void close() {
            exporter.destroy();
            prometheus.close();
            exporter.onExit().join();
        }
    }

    private static String gradNorm(int step) {
        if (step == NOT_A_NUMBER) {
            return "NaN";
        }
        double norm = 10 + 0.2 * Math.sin(step);
        return Double.toString(isSpike(step) ? 5 * norm : norm);
    }

    private static boolean isSpike(int step) {
        return step >= FIRST_SPIKE && step % SPIKE_EVERY == 0;
    }

    private static int spikesSent() {
        int spikes = 0;
        for (int step = 1; step <= BATCHES * BATCH; step++) {
            spikes += isSpike(step) ? 1 : 0;
        }
        return spikes;
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private JsonNode report(Middle middle) throws Exception {
        try (Experiment experiment = new Experiment(dir.resolve(middle.name()))) {
            return experiment.report(middle);
        }
    }

    private static JsonNode only(JsonNode report) {
        assertThat(report.at("/analysis/runs")).as(report.toString()).hasSize(1);
        return report.at("/analysis/runs/0");
    }

    @Test
    void countsWhatWasSent() throws Exception {
        ExecutorService experiments = Executors.newFixedThreadPool(Middle.values().length);
        try {
            Future<JsonNode> plain = experiments.submit(() -> report(Middle.NOTHING));
            Future<JsonNode> prometheus = experiments.submit(() -> report(Middle.PROMETHEUS_RESTARTS));
            Future<JsonNode> exporter = experiments.submit(() -> report(Middle.EXPORTER_RESTARTS));

            for (JsonNode report : List.of(plain.get(), prometheus.get())) {
                assertThat(only(report).get("nTrain").intValue()).isEqualTo(BATCHES * BATCH);
                assertThat(only(report).get("nNonFinite").intValue()).isEqualTo(1);
                assertThat(only(report).get("nSpikeSteps").intValue()).isEqualTo(spikesSent());
                assertThat(only(report).get("spikeEvents")).hasSize(spikesSent());
                assertThat(report.get("remarks").toString()).doesNotContain("restarted");
                if (Files.readString(dir.resolve("page")).contains("thermograd_cpu_temperature_celsius")) {
                    continue;
                }
                assertThat(report.get("verdict").textValue())
                        .as("a machine without sensors")
                        .isEqualTo("NOT_ESTIMABLE");
                assertThat(report.get("reasons").toString()).contains("COLLAPSES_NOT_OBSERVABLE");
            }
            JsonNode restarted = exporter.get();
            int missing = BATCHES * BATCH - only(restarted).get("nTrain").intValue();
            Matcher bound = Pattern.compile("at most (\\d+) steps?")
                    .matcher(restarted.get("remarks").toString());
            assertThat(bound.find()).as(restarted.get("remarks").toString()).isTrue();
            assertThat(missing)
                    .as("those between the last scrape and the restart")
                    .isBetween(0, (int) Math.ceil((SCRAPE_SECONDS + 3) * STEPS_PER_SECOND) + BATCH)
                    .isLessThanOrEqualTo(Integer.parseInt(bound.group(1)));
        } finally {
            experiments.shutdownNow();
        }
    }
}

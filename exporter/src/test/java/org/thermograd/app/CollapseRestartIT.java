package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.collector.SamplingCollector;
import org.thermograd.adapter.exposition.collector.SelfCollector;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.adapter.http.MetricsRoutes;
import org.thermograd.adapter.http.ThermogradServer;
import org.thermograd.app.cli.Console;
import org.thermograd.app.pipeline.ExpositionPage;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.PrometheusServer;

/**
 * Confirmed collapses around restarts, with a real Prometheus and a driver that goes on whatever restarts: each is counted once
 * when Prometheus was away, and none is invented when the exporter was.
 */
@Execution(ExecutionMode.CONCURRENT)
class CollapseRestartIT {
    private static final Device GPU0 = Device.gpu(0, "GPU-0");
    private static final RunId RUN = new RunId("live");
    private static final Duration PERIOD = Duration.ofSeconds(1);

    @TempDir
    private Path dir;

    /** When the driver gives its reason, seconds from the start, the last one excluded. */
    private record Held(int from, int to) {
        boolean covers(int second) {
            return second >= from && second < to;
        }
    }

    /** The pipeline of an exporter and what it answers; what it knows ends with it. */
    private static final class Exporter implements AutoCloseable {
        private final Pipeline pipeline = Pipeline.of(
                CollapseConfig.of(PERIOD),
                IngestConfig.withDefaults(),
                ArrivalClock.of(InstantSource.system()),
                List.of(),
                StepListener.NONE);
        private final ThermogradServer server;

        Exporter(int port) throws Exception {
            List<MetricCollector> collectors = new ArrayList<>(Pipeline.collectors());
            collectors.add(new SelfCollector(
                    new BuildFacts("1", Optional.empty(), "17"), Provenance.SIMULATED, Provenance.SIMULATED));
            collectors.add(new SamplingCollector(PERIOD, () -> 0, Map::of));
            server = new ThermogradServer(
                    new ListenAddress("127.0.0.1", port),
                    List.of(
                            new MetricsRoutes(new ExpositionPage(
                                    new Exposition(collectors, pipeline::scrape, InstantSource.system()))),
                            pipeline.collapseRoutes()));
            server.start();
        }

        void sample(Instant time, boolean held, double driverSeconds, int step) throws Exception {
            List<SensorReading> readings = List.of(
                    reading(Quantity.GPU_UTILIZATION_RATIO, 0.95, time),
                    reading(Quantity.GPU_TEMPERATURE_CELSIUS, held ? 88 : 70, time, "core"),
                    reading(Quantity.GPU_THROTTLE_ACTIVE, held ? 1 : 0, time, "hw_thermal"),
                    reading(Quantity.GPU_THROTTLE_SECONDS_TOTAL, driverSeconds, time, "hw_thermal"));
            HardwareSnapshot snapshot =
                    new HardwareSnapshot(time, List.of(new ProbeReadings(List.of(), readings)), List.of());
            pipeline.collapses().onSnapshot(snapshot);
            pipeline.onSnapshot(snapshot);
            pipeline.steps()
                    .push(
                            RUN,
                            new TrainingPush(
                                    Optional.empty(),
                                    Optional.of(List.of("gpu0")),
                                    List.of(new TrainingStep(
                                            step,
                                            OptionalLong.of(time.toEpochMilli()),
                                            OptionalDouble.of(10 + step % 3),
                                            OptionalDouble.empty(),
                                            OptionalDouble.empty())),
                                    0,
                                    Optional.empty()));
        }

        private static SensorReading reading(Quantity quantity, double value, Instant time, String... parts) {
            return new SensorReading(Sensor.of(GPU0, quantity, parts), value, time);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private PrometheusServer prometheus(String name, int port) throws Exception {
        return PrometheusServer.in(Files.createDirectories(dir.resolve(name)))
                .scrapeConfigs("""
                          - job_name: thermograd
                            scrape_interval: 1s
                            static_configs:
                              - targets: ["127.0.0.1:%d"]
                        """.formatted(port))
                .start();
    }

    private static Instant sleepUntil(Instant start, int second) throws InterruptedException {
        Instant time = start.plusSeconds(second);
        TimeUnit.MILLISECONDS.sleep(
                Math.max(0, Duration.between(Instant.now(), time).toMillis()));
        return time;
    }

    private JsonNode report(PrometheusServer prometheus, String name) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int status = new ThermogradCommandLine(console, InstantSource.system(), Map.of())
                .run(
                        "correlate",
                        "--prometheus-url",
                        prometheus.url().toString(),
                        "--run",
                        RUN.value(),
                        "--since",
                        "1h",
                        "--json",
                        "--output",
                        dir.resolve(name).toString());
        assertThat(status).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private static List<Long> onsets(JsonNode report) {
        List<Long> onsets = new ArrayList<>();
        report.at("/analysis/runs")
                .forEach(run -> run.at("/collapseOnsets/gpu0").forEach(one -> onsets.add(one.longValue())));
        return onsets;
    }

    @Test
    void aCollapseBeforeDuringAndAfterARestartOfPrometheusIsCountedOnce() throws Exception {
        // Before it goes, while it goes, while it is away, and after it is back.
        List<Held> held = List.of(new Held(3, 7), new Held(18, 24), new Held(35, 39), new Held(50, 54));
        int port = freePort();
        PrometheusServer prometheus = prometheus("prometheus", port);
        try (Exporter exporter = new Exporter(port)) {
            Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1);
            CompletableFuture<PrometheusServer> back = new CompletableFuture<>();
            double driver = 1000;
            for (int second = 0; second < 58; second++) {
                Instant now = sleepUntil(start, second);
                int at = second;
                boolean isHeld = held.stream().anyMatch(one -> one.covers(at));
                driver += isHeld ? 1 : 0;
                exporter.sample(now, isHeld, driver, second);
                if (second == 20) {
                    prometheus.stop();
                }
                if (second == 41) {
                    CompletableFuture<PrometheusServer> unused = back.completeAsync(() -> {
                        try {
                            return prometheus("prometheus", port);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
            }
            prometheus = back.get(60, TimeUnit.SECONDS);
            TimeUnit.SECONDS.sleep(2);

            JsonNode report = report(prometheus, "away");

            assertThat(onsets(report))
                    .isEqualTo(held.stream()
                            .map(one -> start.plusSeconds(one.from()).toEpochMilli())
                            .toList());
            assertThat(report.get("remarks").toString()).doesNotContain("was away");
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/collapses"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("\"onset\":\"" + start.plusSeconds(35) + "\",\"end\":\"" + start.plusSeconds(38)
                            + "\",\"peak_temperature_celsius\":88.0}");
        } finally {
            prometheus.stop();
        }
    }

    @Test
    void ofTheTimeInWhichTheExporterWasAwayNothingIsInventedAndTheGapIsSaid() throws Exception {
        // Before it goes, while it is away and beyond, and after it is back.
        List<Held> held = List.of(new Held(3, 7), new Held(22, 30), new Held(42, 46));
        int port = freePort();
        Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3);
        Exporter exporter = new Exporter(port);
        try (PrometheusServer prometheus = prometheus("exporter", port)) {
            double driver = 1000;
            for (int second = 0; second < 50; second++) {
                Instant now = sleepUntil(start, second);
                int at = second;
                boolean isHeld = held.stream().anyMatch(one -> one.covers(at));
                driver += isHeld ? 1 : 0;
                if (second == 20) {
                    exporter.close();
                }
                if (second == 27) {
                    exporter = new Exporter(port);
                }
                if (second < 20 || second >= 27) {
                    exporter.sample(now, isHeld, driver, second);
                }
            }
            TimeUnit.SECONDS.sleep(2);

            JsonNode report = report(prometheus, "gap");

            assertThat(onsets(report))
                    .as("what was there when it came back has no onset")
                    .containsExactly(
                            start.plusSeconds(3).toEpochMilli(),
                            start.plusSeconds(42).toEpochMilli());
            long from = start.plusSeconds(21).toEpochMilli();
            long to = start.plusSeconds(26).toEpochMilli();
            report.at("/analysis/runs")
                    .forEach(run -> run.get("coverage")
                            .forEach(segment -> assertThat(segment.get(0).longValue() >= to
                                            || segment.get(1).longValue() <= from)
                                    .as("%s while it was away from %d to %d", segment, from, to)
                                    .isTrue()));
            String remarks = report.get("remarks").toString();
            Matcher said = Pattern.compile(
                            "the exporter of gpu0 was away from (\\S+) to (\\S+); collapses in that time are"
                                    + " not known, and it is left out; by its driver's counters it was throttled meanwhile for at"
                                    + " most (\\d+) s \\(hw_thermal\\)")
                    .matcher(remarks);
            assertThat(said.find()).as(remarks).isTrue();
            assertThat(Instant.parse(said.group(1))).isBetween(start.plusSeconds(18), start.plusSeconds(20));
            assertThat(Instant.parse(said.group(2))).isBetween(start.plusSeconds(26), start.plusSeconds(29));
            assertThat(Integer.parseInt(said.group(3)))
                    .as("of 5 s while it was away")
                    .isBetween(5, 8);
        } finally {
            exporter.close();
        }
    }
}

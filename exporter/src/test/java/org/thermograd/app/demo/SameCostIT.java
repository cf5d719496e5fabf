package org.thermograd.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.Cli;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.testing.PrometheusServer;

/**
 * An hour costs the same whoever tells: a recording, and a Prometheus that scraped the exporter each 1, 15 or 60 seconds while it
 * priced the episodes as they closed.
 */
@Timeout(300)
class SameCostIT {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final List<String> INTERVALS = List.of("1s", "15s", "60s");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private JsonNode report(String... args) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("correlate", "--output", dir.resolve("report").toString(), "--json"));
        all.addAll(Arrays.asList(args));
        Cli.Result result = Cli.plain().run(all.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    /** The sentences about cost stand before the verdict. */
    private List<String> sentences() throws IOException {
        String text = Files.readString(dir.resolve("report/report.md"));
        return text.lines()
                .filter(line -> line.contains("teps inside") || line.contains("slowed steps"))
                .toList();
    }

    private PrometheusServer prometheus(String... recording) throws Exception {
        PrometheusServer.Builder builder = PrometheusServer.in(Files.createDirectory(dir.resolve("prometheus")));
        for (String interval : INTERVALS) {
            Path page = dir.resolve(interval + ".om");
            List<String> args = new ArrayList<>(List.of("replay"));
            args.addAll(List.of(recording));
            args.addAll(
                    List.of("--instance", interval, "--scrape-interval", interval, "--openmetrics", page.toString()));
            Cli.Result result = Cli.plain().run(args.toArray(String[]::new));
            assertThat(result.status()).as(result.err()).isZero();
            builder.backfill(page);
        }
        return builder.start();
    }

    private JsonNode scraped(PrometheusServer prometheus, String interval, Instant from, Duration length)
            throws IOException {
        return report(
                "--prometheus-url",
                prometheus.url().toString(),
                "--instance",
                interval,
                "--from",
                from.minusSeconds(60).toString(),
                "--to",
                from.plus(length).plusSeconds(120).toString());
    }

    private void assertSame(JsonNode recorded, List<String> sentences, PrometheusServer prometheus, Instant from)
            throws IOException {
        for (String interval : INTERVALS) {
            JsonNode scraped = scraped(prometheus, interval, from, Duration.ofHours(1));

            assertThat(sentences()).as(interval).isEqualTo(sentences);
            for (String key : List.of("marks", "phases", "pauses/list")) {
                assertThat(scraped.at("/analysis/runs/0/" + key))
                        .as(interval + " " + key)
                        .isEqualTo(recorded.at("/analysis/runs/0/" + key));
            }
            JsonNode run = scraped.at("/cost/runs/0");
            assertThat(run.get("watchedSeconds")).as(interval).isEqualTo(recorded.at("/cost/runs/0/watchedSeconds"));
            for (int i = 0; i < recorded.at("/cost/runs/0/episodes").size(); i++) {
                for (String key : List.of(
                        "device",
                        "reason",
                        "episodes",
                        "method",
                        "clusters",
                        "slowdown",
                        "lower",
                        "upper",
                        "lateMs",
                        "lateSlowdown",
                        "lostSeconds",
                        "qualifiers")) {
                    assertThat(run.at("/episodes/" + i + "/" + key))
                            .as(interval + " " + i + " " + key)
                            .isEqualTo(recorded.at("/cost/runs/0/episodes/" + i + "/" + key));
                }
            }
            assertThat(scraped.at("/cost/runs")).hasSize(1);
        }
    }

    /** Two devices with collapses of 12 to 20 s that slow steps by a quarter, a flag that is up 6 s late, and a checkpoint. */
    private List<String> files() throws IOException {
        SplittableRandom random = new SplittableRandom(21);
        boolean[] slow = new boolean[3700];
        List<String> rows = new ArrayList<>(List.of("timestamp,device,collapse"));
        boolean[][] flags = new boolean[2][3700];
        for (int second = 130; second < 3400; second += 150 + random.nextInt(60)) {
            int device = random.nextInt(2);
            int length = 12 + random.nextInt(8);
            Arrays.fill(slow, second, second + length, true);
            Arrays.fill(flags[device], second + 6, second + 6 + length, true);
        }
        for (int second = 0; second < 3600; second++) {
            for (int device = 0; device < 2; device++) {
                rows.add(START.plusSeconds(second) + ",gpu" + device + "," + (flags[device][second] ? 1 : 0));
            }
        }
        List<String> steps = new ArrayList<>();
        double millis = 0;
        for (int step = 1; millis < 3_599_000; step++) {
            long epoch = START.toEpochMilli() + Math.round(millis);
            steps.add(String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"timestamp_shared\":%d.%03d,\"grad_norm\":%s}",
                    step,
                    epoch / 1000,
                    epoch % 1000,
                    10 * Math.exp(0.05 * random.nextDouble())));
            millis += step == 2000
                    ? 20_000
                    : (slow[(int) (millis / 1000)] ? 1000 : 800) * (1 + 0.02 * random.nextDouble());
        }
        return List.of(
                "--hardware-csv",
                Files.write(dir.resolve("hardware.csv"), rows).toString(),
                "--training-log",
                Files.write(dir.resolve("training.jsonl"), steps).toString());
    }

    @Test
    void ofFiles() throws Exception {
        List<String> files = files();
        JsonNode recorded = report(files.toArray(String[]::new));
        List<String> sentences = sentences();
        assertThat(sentences).isNotEmpty();
        assertThat(recorded.at("/cost/runs/0/episodes").findValues("lateMs")).anyMatch(late -> late.longValue() > 0);

        try (PrometheusServer prometheus = prometheus(files.toArray(String[]::new))) {
            assertSame(recorded, sentences, prometheus, START);
        }
    }

    /** A simulated hour in which the driver slows a device down for heat, and the exporter's own detectors see it. */
    @Test
    void ofASession() throws Exception {
        SimulatedRun run = new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1, 0);
        Path session = SimulatedRecording.record(run, Duration.ofHours(1), START, dir.resolve("sessions"));
        SimulatedSessions.annotate(session, run.id().value(), START);
        JsonNode recorded = report("--session", session.toString());
        List<String> sentences = sentences();
        assertThat(sentences.get(0)).contains("lost in");
        assertThat(recorded.at("/analysis/runs/0/marks")).hasSize(1);
        assertThat(recorded.at("/analysis/runs/0/phases")).hasSize(1);
        assertThat(recorded.at("/analysis/runs/0/pauses/list"))
                .contains(JSON.createArrayNode()
                        .add(START.plusSeconds(720).toEpochMilli())
                        .add(START.plusSeconds(780).toEpochMilli()));

        try (PrometheusServer prometheus = prometheus("--session", session.toString())) {
            assertSame(recorded, sentences, prometheus, START);
        }
    }
}

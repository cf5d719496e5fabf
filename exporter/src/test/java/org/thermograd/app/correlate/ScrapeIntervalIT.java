package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.app.Cli;
import org.thermograd.app.demo.SimulatedSessions;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulationParameter;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.PrometheusServer;
import org.thermograd.testing.Vectors;

/**
 * The scrape interval does not matter: what the job says of files, it says of the same recording seen through the
 * exporter's collectors by a Prometheus that scrapes each 1, 5, 15, 30 or 60 seconds.
 */
@Timeout(300)
class ScrapeIntervalIT {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final List<String> INTERVALS = List.of("1s", "5s", "15s", "30s", "60s");
    private static final List<String> TWO_INTERVALS = List.of("15s", "60s");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private Path hardware(List<String> lines) throws IOException {
        return Files.write(dir.resolve("hardware.csv"), lines);
    }

    private Path training(List<String> lines) throws IOException {
        return Files.write(dir.resolve("training.jsonl"), lines);
    }

    private static String step(int step, long millis, double gradNorm) {
        long epoch = START.toEpochMilli() + millis;
        return String.format(
                Locale.ROOT,
                "{\"step\":%d,\"timestamp_shared\":%d.%03d,\"grad_norm\":%s}",
                step,
                epoch / 1000,
                epoch % 1000,
                gradNorm);
    }

    /** Returns the report on flags that are said not to be late. */
    private JsonNode report(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "correlate", "--output", dir.resolve("report").toString(), "--json", "--detector-latency", "0s"));
        all.addAll(Arrays.asList(args));
        Cli.Result result = Cli.plain().run(all.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return JSON.readTree(result.out());
    }

    /** Writes what a scrape each interval would have seen, each as an instance of its own. */
    private PrometheusServer prometheus(List<String> intervals, String... recording) throws Exception {
        PrometheusServer.Builder builder = PrometheusServer.in(Files.createDirectory(dir.resolve("prometheus")));
        for (String interval : intervals) {
            Path page = dir.resolve(interval + ".om");
            List<String> args = new ArrayList<>(List.of(
                    "replay", "--instance", interval, "--scrape-interval", interval, "--openmetrics", page.toString()));
            args.addAll(Arrays.asList(recording));
            Cli.Result result = Cli.plain().run(args.toArray(String[]::new));
            assertThat(result.status()).as(result.err()).isZero();
            builder.backfill(page);
        }
        return builder.start();
    }

    private static String[] pair(Path hardware, Path training) {
        return new String[] {"--hardware-csv", hardware.toString(), "--training-log", training.toString()};
    }

    private void assertSame(JsonNode files, List<String> intervals, String... recording) throws Exception {
        try (PrometheusServer prometheus = prometheus(intervals, recording)) {
            for (String interval : intervals) {
                JsonNode scraped = scraped(prometheus, interval);
                assertSame(interval, files, scraped);
                for (String direction : List.of("forward", "backward", "sync")) {
                    assertSame(interval, direction, files, scraped);
                }
            }
        }
    }

    private JsonNode scraped(PrometheusServer prometheus, String interval) throws IOException {
        return report(
                "--prometheus-url",
                prometheus.url().toString(),
                "--instance",
                interval,
                "--from",
                START.minusSeconds(60).toString(),
                "--to",
                START.plusSeconds(7300).toString());
    }

    private static void assertSame(String interval, JsonNode files, JsonNode scraped) {
        assertThat(scraped.get("verdict")).as(interval).isEqualTo(files.get("verdict"));
        assertThat(scraped.at("/analysis/guardMs")).as(interval).isEqualTo(files.at("/analysis/guardMs"));
        assertThat(scraped.get("qualifiers")).as(interval).isEqualTo(files.get("qualifiers"));
        for (String key : List.of(
                "nTrain",
                "nNonFinite",
                "nSpikeSteps",
                "spikeEvents",
                "shiftEvents",
                "collapseOnsets",
                "pauses/count",
                "pauses/list",
                "pauses/partly",
                "pauses/usable",
                "visibility/evaluated",
                "visibility/flagged",
                "visibility/frequent")) {
            assertThat(scraped.at("/analysis/runs/0/" + key))
                    .as(interval + " " + key)
                    .isEqualTo(files.at("/analysis/runs/0/" + key));
        }
    }

    private static void assertSame(String interval, String direction, JsonNode one, JsonNode other) {
        JsonNode expected = one.at("/analysis/" + direction);
        JsonNode found = other.at("/analysis/" + direction);
        for (String key : List.of("nEffects", "nCauses", "K", "kTrigger", "estimable")) {
            assertThat(found.get(key))
                    .as(interval + " " + direction + " " + key)
                    .isEqualTo(expected.get(key));
        }
        assertThat(found.get("p").doubleValue())
                .as(interval + " " + direction + " p")
                .isCloseTo(expected.get("p").doubleValue(), withinPercentage(10));
    }

    @ParameterizedTest
    @CsvSource({
        "02_coupled_forward.json, COUPLED_SPIKES_PRECEDE_COLLAPSES",
        "03_coupled_reverse.json, COUPLED_COLLAPSES_PRECEDE_SPIKES"
    })
    void doesNotMatterForRecordedCollapses(String golden, String verdict) throws Exception {
        JsonNode inputs = Vectors.read(golden).get("inputs");
        long[] times = Numbers.longs(inputs.at("/hardware/t"));
        double[] flags = Numbers.doubles(inputs.at("/hardware/collapse"));
        List<String> rows = new ArrayList<>(List.of("timestamp,device,collapse"));
        for (int i = 0; i < times.length; i++) {
            rows.add(START.plusMillis(times[i]) + ",gpu0," + (int) flags[i]);
        }
        long[] stepTimes = Numbers.longs(inputs.at("/train/t"));
        double[] norms = Numbers.doubles(inputs.at("/train/gradNorm"));
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < stepTimes.length; i++) {
            steps.add(step(i + 1, stepTimes[i], norms[i]));
        }
        Path hardware = hardware(rows);
        Path training = training(steps);
        JsonNode files = report("--hardware-csv", hardware.toString(), "--training-log", training.toString());

        assertThat(files.get("verdict").textValue()).isEqualTo(verdict);
        assertSame(files, INTERVALS, pair(hardware, training));
    }

    /** Pauses of 15 s each 10 minutes: with transients of both sides after them and no link, and with a link. */
    @ParameterizedTest
    @CsvSource({"EVALUATION, 0", "COUPLED, 1"})
    void doesNotMatterForPauses(Scenario scenario, int coupled) throws Exception {
        Map<SimulationParameter, Double> pauses = Map.of(
                SimulationParameter.CHECKPOINT_EVERY_SECONDS, 600.0, SimulationParameter.CHECKPOINT_SECONDS, 15.0);
        Path session = SimulatedSessions.record(
                scenario, pauses, Duration.ofHours(2), START, Files.createDirectory(dir.resolve("sessions")));
        JsonNode files = report("--session", session.toString());

        assertThat(files.at("/analysis/runs/0/pauses/count").intValue()).isEqualTo(11);
        assertThat(files.get("verdict").textValue().startsWith("COUPLED")).isEqualTo(coupled == 1);
        assertSame(files, coupled == 0 ? INTERVALS : TWO_INTERVALS, "--session", session.toString());
    }

    /** The run goes back to a checkpoint after 20 min, the last quarter of an hour has norms twice as large for good. */
    @Test
    void doesNotMatterForRestartsAndLevelShifts() throws Exception {
        SplittableRandom random = new SplittableRandom(6);
        List<String> steps = new ArrayList<>();
        for (int second = 0; second < 3600; second++) {
            double level = second < 2700 ? 10 : 20;
            double norm = (random.nextInt(90) == 0 ? 6 : 1) * level * Math.exp(0.05 * random.nextDouble());
            int step = second < 1200 ? second : second - 300;
            if (second < 1200 || second >= 1230) {
                steps.add(step(step, second * 1000L + random.nextInt(100), norm));
            }
        }
        List<String> rows = new ArrayList<>(List.of("timestamp,device,collapse"));
        for (int second = 0; second < 3600; second++) {
            rows.add(START.plusMillis(second * 1000L + random.nextInt(50)) + ",gpu0," + (second % 150 < 6 ? 1 : 0));
        }
        Path hardware = hardware(rows);
        Path training = training(steps);
        JsonNode files = report("--hardware-csv", hardware.toString(), "--training-log", training.toString());

        assertThat(files.at("/analysis/runs")).hasSize(2);
        assertThat(files.at("/analysis/runs/1/shiftEvents")).hasSize(1);
        try (PrometheusServer prometheus = prometheus(TWO_INTERVALS, pair(hardware, training))) {
            for (String interval : TWO_INTERVALS) {
                JsonNode scraped = scraped(prometheus, interval);
                assertThat(scraped.get("verdict")).as(interval).isEqualTo(files.get("verdict"));
                for (String key : List.of(
                        "/runs/0/spikeEvents",
                        "/runs/1/spikeEvents",
                        "/runs/1/shiftEvents",
                        "/runs/1/collapseOnsets",
                        "/forward/K",
                        "/backward/K",
                        "/forward/nEffects",
                        "/backward/nEffects")) {
                    assertThat(scraped.at("/analysis" + key))
                            .as(interval + " " + key)
                            .isEqualTo(files.at("/analysis" + key));
                }
            }
        }
    }

    /** Some 35 efficiency drops of 14 s, most of them 8 s after a spike: unsteady and hotter, but loaded. */
    @Test
    void doesNotMatterForInferredCollapses() throws Exception {
        SplittableRandom random = new SplittableRandom(8);
        BitSet drops = new BitSet();
        BitSet spikes = new BitSet();
        for (int second = 60; second < 3550; second += 60 + random.nextInt(80)) {
            drops.set(second, second + 14);
            spikes.set(random.nextInt(4) > 0 ? second - 8 : random.nextInt(3600));
        }
        List<String> rows = new ArrayList<>(List.of("timestamp,device,util_pct,temp_c,power_w"));
        List<String> steps = new ArrayList<>();
        // It heats all the time, beyond what a chip can take, since only then a drop can be seen.
        double celsius = 20;
        for (int second = 0; second < 3600; second++) {
            boolean drop = drops.get(second);
            celsius += 0.06;
            rows.add(String.format(
                    Locale.ROOT,
                    "%s,gpu0,%.1f,%.2f,%.1f",
                    START.plusMillis(second * 1000L + random.nextInt(50)),
                    drop ? 70.0 + (second % 2) * 20 : 95,
                    celsius + random.nextDouble() * 0.01,
                    195 + random.nextDouble()));
            double norm = (spikes.get(second) ? 60 : 10) * Math.exp(0.05 * random.nextDouble());
            steps.add(step(second + 1, second * 1000L + random.nextInt(100), norm));
        }
        Path hardware = hardware(rows);
        Path training = training(steps);
        JsonNode files = report(
                "--hardware-csv",
                hardware.toString(),
                "--training-log",
                training.toString(),
                "--collapses",
                "inferred");

        assertThat(files.at("/analysis/forward/nEffects").intValue()).isGreaterThan(25);
        assertThat(files.get("verdict").textValue()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
        assertSame(files, INTERVALS, pair(hardware, training));
    }

    /** A step each 3 s or so: a scrape each second shows every one of them, one each 15 s does not. */
    @Test
    void givesLagsInStepsWhereScrapesShowEachStep() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        BitSet collapses = new BitSet();
        List<String> steps = new ArrayList<>();
        long millis = 0;
        for (int step = 1; millis < 3_590_000; step++) {
            boolean spike = step > 100 && random.nextInt(25) == 0;
            if (spike) {
                int onset = (int) (millis / 1000) + 4 + random.nextInt(9);
                collapses.set(onset, onset + 6);
            }
            steps.add(step(step, millis, (spike ? 60 : 10) * Math.exp(0.05 * random.nextDouble())));
            millis += 2600 + random.nextInt(800);
        }
        List<String> rows = new ArrayList<>(List.of("timestamp,device,collapse"));
        for (int second = 0; second < 3600; second++) {
            rows.add(
                    START.plusMillis(second * 1000L + random.nextInt(50)) + ",gpu0," + (collapses.get(second) ? 1 : 0));
        }
        Path hardware = hardware(rows);
        Path training = training(steps);
        JsonNode files = report("--hardware-csv", hardware.toString(), "--training-log", training.toString());

        try (PrometheusServer prometheus = prometheus(List.of("1s", "15s"), pair(hardware, training))) {
            JsonNode scraped = scraped(prometheus, "1s");

            assertThat(files.at("/lagHistogram/steps/leadForward/count").intValue())
                    .isGreaterThan(20);
            for (String key : List.of("binSteps", "counts", "leadForward", "leadBackward")) {
                assertThat(scraped.at("/lagHistogram/steps/" + key))
                        .as(key)
                        .isEqualTo(files.at("/lagHistogram/steps/" + key));
            }
            assertThat(scraped(prometheus, "15s").get("lagHistogram").has("steps"))
                    .isFalse();
        }
    }
}

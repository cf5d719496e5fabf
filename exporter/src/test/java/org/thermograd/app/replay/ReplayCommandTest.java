package org.thermograd.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.app.Cli;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Peers;
import org.thermograd.testing.Recordings;
import org.thermograd.testing.Vectors;

class ReplayCommandTest {
    private static final String HINT = "Try 'thermograd replay --help' for what it takes.\n";
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    private Path dir;

    private Path file(String name, CharSequence text) throws IOException {
        Path run = Files.createDirectories(dir.resolve("luna 7"));
        return Files.writeString(run.resolve(name), text);
    }

    private Cli.Result replay(Path csv, Path log, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "replay",
                "--openmetrics",
                dir.resolve("metrics.om").toString(),
                "--hardware-csv",
                csv.toString(),
                "--training-log",
                log.toString()));
        args.addAll(Arrays.asList(more));
        return Cli.plain().run(args.toArray(String[]::new));
    }

    private String metrics() throws IOException {
        return Files.readString(dir.resolve("metrics.om"));
    }

    /** Returns the values of a family's samples, all series and times together, in milliseconds after the start. */
    private static SortedSet<Long> values(String metrics, String family) {
        SortedSet<Long> values = new TreeSet<>();
        Matcher sample =
                Pattern.compile("(?m)^" + family + "\\{[^}]*} (\\S+) \\S+$").matcher(metrics);
        while (sample.find()) {
            values.add(Math.round(Double.parseDouble(sample.group(1)) * 1000) - START.toEpochMilli());
        }
        return values;
    }

    private static List<String> lines(String metrics, String start) {
        return metrics.lines().filter(line -> line.startsWith(start)).toList();
    }

    private static String entry(long step, long millis, String values) {
        long at = START.toEpochMilli() + millis;
        return String.format(
                Locale.ROOT, "{\"step\":%d,\"timestamp_shared\":%d.%03d,%s}%n", step, at / 1000, at % 1000, values);
    }

    @ParameterizedTest
    @CsvSource({
        "02_coupled_forward.json, 1s",
        "02_coupled_forward.json, 5s",
        "02_coupled_forward.json, 15s",
        "02_coupled_forward.json, 30s",
        "02_coupled_forward.json, 60s",
        "03_coupled_reverse.json, 1s",
        "03_coupled_reverse.json, 5s",
        "03_coupled_reverse.json, 15s",
        "03_coupled_reverse.json, 30s",
        "03_coupled_reverse.json, 60s"
    })
    void showsEveryOnsetAtAnyInterval(String golden, String interval) throws IOException {
        JsonNode inputs = Vectors.read(golden).get("inputs");
        JsonNode run = Vectors.read(golden).at("/expected/report/runs/0");
        StringBuilder csv = new StringBuilder("timestamp,device,collapse\n");
        long[] samples = Numbers.longs(inputs.at("/hardware/t"));
        double[] flags = Numbers.doubles(inputs.at("/hardware/collapse"));
        for (int i = 0; i < samples.length; i++) {
            csv.append(START.plusMillis(samples[i])).append(",gpu0,");
            csv.append(Double.isNaN(flags[i]) ? "" : String.valueOf(flags[i])).append('\n');
        }
        StringBuilder log = new StringBuilder();
        long[] steps = Numbers.longs(inputs.at("/train/t"));
        double[] norms = Numbers.doubles(inputs.at("/train/gradNorm"));
        for (int i = 0; i < steps.length; i++) {
            log.append(entry(i, steps[i], "\"grad_norm\":" + norms[i]));
        }

        Cli.Result result =
                replay(file("hardware.csv", csv), file("training.jsonl", log), "--scrape-interval", interval);

        assertThat(result.status()).as(result.err()).isZero();
        String metrics = metrics();
        assertThat(values(metrics, "thermograd_training_spike_onset_timestamp_seconds"))
                .containsExactlyElementsOf(Arrays.stream(Numbers.longs(run.get("spikeEvents")))
                        .boxed()
                        .toList());
        assertThat(values(metrics, "thermograd_collapse_onset_timestamp_seconds"))
                .containsExactlyElementsOf(Arrays.stream(Numbers.longs(run.at("/collapseOnsets/gpu0")))
                        .boxed()
                        .toList());
        assertThat(lines(metrics, "thermograd_collapse_onset_timestamp_seconds"))
                .allMatch(line -> line.contains("reason=\"recorded\""));
        assertTakenByPromtool();
    }

    private void assertTakenByPromtool() {
        Peers.Answer answer = Peers.promtool(
                new byte[0],
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                dir.resolve("metrics.om").toString(),
                dir.resolve("blocks").toString());
        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("BLOCK ULID");
    }

    /** Ten seconds of two devices, half a second apart, and six steps; the accelerator stops after four seconds. */
    private Cli.Result small(String... more) throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,device,util_pct,temp_c,power_w,collapse\n");
        for (int second = 0; second < 20; second++) {
            csv.append(START.plusSeconds(second)).append(",cpu,50,,,\n");
            if (second < 4) {
                csv.append(START.plusSeconds(second).plusMillis(500)).append(",gpu,97,");
                csv.append(70 + second).append(",200,").append(second / 2).append('\n');
            }
            csv.append(START.plusSeconds(second)).append(",mobile,10,,,0\n");
        }
        StringBuilder log = new StringBuilder();
        log.append(entry(3, 10_250, "\"grad_norm\":NaN,\"loss\":2.5"));
        log.append(entry(4, 11_250, "\"loss\":null"));
        log.append(entry(5, 12_250, "\"loss\":Infinity,\"learning_rate\":5e-5"));
        return replay(file("hardware.csv", csv), file("training.jsonl", log), more);
    }

    @Test
    void stampsEachScrapeWithItsTimeAndTarget() throws IOException {
        Cli.Result result = small("--scrape-interval", "2s", "--job", "replayed", "--instance", "a \"b\"");

        assertThat(result.status()).as(result.err()).isZero();
        String metrics = metrics();
        String target = "{instance=\"a \\\"b\\\"\",job=\"replayed\"}";
        assertThat(lines(metrics, "up")).hasSize(11).startsWith("up" + target + " 1.0 1795338000.000");
        assertThat(lines(metrics, "up")).endsWith("up" + target + " 1.0 1795338020.000");
        assertThat(lines(metrics, "thermograd_source_info").get(0))
                .contains("hardware=\"replayed\"")
                .contains("training=\"replayed\"")
                .endsWith(" 1 1795338000.000");
        assertThat(lines(metrics, "thermograd_sample_period_seconds").get(0)).contains(" 1.0 ");
        assertThat(metrics).endsWith("\n# EOF\n").containsOnlyOnce("# EOF").containsOnlyOnce("# HELP up ");
        assertThat(lines(metrics, "jvm_")).isEmpty();
        assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("\\S.*} \\S+ 17953380\\d\\d\\.000"));
        assertTakenByPromtool();
    }

    @Test
    void showsEachDeviceUntilItsReadingsAreTooOld() throws IOException {
        small("--scrape-interval", "1s");

        String metrics = metrics();
        List<String> gpu = lines(metrics, "thermograd_gpu_temperature_celsius");
        assertThat(gpu).hasSize(8);
        assertThat(gpu.get(0)).contains("device=\"gpu0\"").contains(" 70.0 ").endsWith(" 1795338001.000");
        assertThat(gpu.get(7)).as("the last is of 3.5 s").contains(" 73.0 ").endsWith(" 1795338008.000");
        assertThat(lines(metrics, "thermograd_cpu_utilization_ratio")).hasSize(20);
        assertThat(lines(metrics, "thermograd_efficiency_index{").stream().filter(line -> line.contains("gpu0")))
                .hasSize(8);
        assertThat(metrics).doesNotContain("mobile");
    }

    @Test
    void showsFlagsAndStepsAsTheyCame() throws IOException {
        Cli.Result result = small("--scrape-interval", "1s");

        String metrics = metrics();
        assertThat(values(metrics, "thermograd_collapse_onset_timestamp_seconds"))
                .containsExactly(2500L);
        assertThat(lines(metrics, "thermograd_training_steps_total"))
                .hasSize(9)
                .last()
                .asString()
                .contains("run=\"luna_7\"} 2.0 ");
        assertThat(lines(metrics, "thermograd_training_nonfinite_total"))
                .anyMatch(line -> line.contains("signal=\"loss\"") && line.contains(" 1.0 "))
                .anyMatch(line -> line.contains("signal=\"grad_norm\"") && line.contains(" 1.0 "));
        assertThat(lines(metrics, "thermograd_training_learning_rate")).isNotEmpty();
        assertThat(lines(metrics, "thermograd_device_info")).hasSize(40);
        assertThat(result.out()).startsWith("""
                        Replayed 2026-11-22T09:00:00Z to 2026-11-22T09:00:19Z in 20 scrapes: 2 devices, 1 runs, 0 spikes, 1 collapses by device and reason
                        Note: device gpu is shown as gpu0
                        Note: device mobile is left out: metrics know cpu and gpu<number> only
                        """);
    }

    @Test
    void aRunIsActiveUntilItWasSilentForTooLong() throws IOException {
        small("--scrape-interval", "1s", "--run-ttl", "3s");

        List<String> active = lines(metrics(), "thermograd_training_run_active");
        assertThat(active).hasSize(9);
        assertThat(active.subList(0, 5)).allMatch(line -> line.contains("} 1.0 "));
        assertThat(active.subList(5, 9)).allMatch(line -> line.contains("} 0.0 "));
    }

    @Test
    void ratingsAreThoseOfTheOptions() throws IOException {
        small("--scrape-interval", "1s", "--rated-watts", "gpu0=400", "--limit-celsius", "gpu0=100");

        assertThat(lines(metrics(), "thermograd_load_ratio").get(0)).contains("} 0.5 ");
        assertThat(lines(metrics(), "thermograd_thermal_headroom_celsius").get(0))
                .contains("} 30.0 ");
    }

    @Test
    void writesToStandardOutputAndSaysTheRestOnStandardError() throws IOException {
        small();
        Path folder = dir.resolve("luna 7");
        Cli.Result result = Cli.plain()
                .run(
                        "replay",
                        "--openmetrics",
                        "-",
                        "--hardware-csv",
                        folder.resolve("hardware.csv").toString(),
                        "--training-log",
                        folder.resolve("training.jsonl").toString());

        assertThat(result.out()).isEqualTo(metrics());
        assertThat(result.err()).contains("Replayed ").contains("Note: ");
        assertThat(metrics()).as("the default instance").contains("instance=\"luna 7\"");
    }

    @Test
    void aPipeIsWrittenInPlace() throws Exception {
        small();
        String expected = metrics();
        Path pipe = dir.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        StringBuilder read = new StringBuilder();
        Thread reader = new Thread(() -> {
            try {
                read.append(Files.readString(pipe));
            } catch (IOException e) {
                read.append(e);
            }
        });
        reader.start();

        Cli.Result result = Cli.plain()
                .run(
                        "replay",
                        "--openmetrics",
                        pipe.toString(),
                        "--hardware-csv",
                        dir.resolve("luna 7/hardware.csv").toString(),
                        "--training-log",
                        dir.resolve("luna 7/training.jsonl").toString());
        reader.join(30_000);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(read.toString()).isEqualTo(expected);
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scrape-interval=0s|must be positive, got 0s",
                "--scrape-interval=-1s|must be a duration such as 500ms, 15s, 5m or 6h, got -1s",
                "--scrape-interval=301s|must be at most 5m, got 301000ms",
                "--run-ttl=0s|must be positive, got 0s",
                "--session=x|--session must come alone, got --hardware-csv or --training-log with it",
                "--rated-watts=gpu0=1,gpu0=2|must name a device once, got gpu0 again",
                "--rated-watts=gpu7=1|device must be one of cpu, gpu0, got gpu7",
                "--limit-celsius=gpu7=1|device must be one of cpu, gpu0, got gpu7"
            })
    void refusesWrongUsage(String option, String rule) throws IOException {
        Cli.Result result = small(option);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(rule).endsWith(HINT);
        assertThat(dir.resolve("metrics.om")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay|nothing to play back: give --session DIR, or --hardware-csv FILE and --training-log FILE",
                "replay --session x --speed 0|Invalid value for option '--speed': must be finite and positive, got 0",
                "replay --session x --speed 1001|Invalid value for option '--speed': must be at most 1000, got 1001.0",
                "replay --session x --linger 0s|Invalid value for option '--linger': must be positive, got 0s",
                "replay --session x --scrape-interval 5s|Option '--scrape-interval' needs --openmetrics",
                "replay --session x --job a|Option '--job' needs --openmetrics",
                "replay --session x --instance a|Option '--instance' needs --openmetrics",
                "replay --session x --openmetrics y --speed 2|Option '--speed' must not come with --openmetrics",
                "replay --session x --openmetrics y --loop|Option '--loop' must not come with --openmetrics",
                "replay --session x --openmetrics y --linger 1s|Option '--linger' must not come with --openmetrics",
                "replay --session x --openmetrics y --listen 127.0.0.1:0|Option '--listen' must not come with --openmetrics",
                "replay --openmetrics x|nothing to play back: give --session DIR, or --hardware-csv FILE and --training-log FILE",
                "replay --openmetrics x --training-log y|--hardware-csv and --training-log must come together, got one of them"
            })
    void asksForWhatIsMissing(String line, String rule) {
        Cli.Result result = Cli.plain().run(line.split(" ", -1));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("thermograd: " + rule + "\n" + HINT);
    }

    @Test
    void failsOnInputThatCannotBeUsed() throws IOException {
        Path log = file("training.jsonl", entry(1, 0, "\"grad_norm\":1"));
        Path mobile = file("mobile.csv", "timestamp,device,collapse\n2026-11-22T09:00:00Z,mobile,0\n");
        Path both = file(
                "both.csv", "timestamp,device,collapse\n2026-11-22T09:00:00Z,gpu,0\n2026-11-22T09:00:00Z,gpu0,0\n");
        Path far = file("far.csv", "timestamp,device,collapse\n2026-11-20T09:00:00Z,gpu,0\n");

        assertFails(replay(mobile, log), mobile + ": a device must be cpu, gpu or gpu<number>, got mobile");
        assertFails(
                replay(both, log), both + ": a replay shows gpu as gpu0, so there must be only one of them, got both");
        assertFails(replay(far, log), "samples and steps must lie within a day of each other, got 48 h between them");
        assertFails(replay(dir.resolve("none.csv"), log), dir.resolve("none.csv") + ": no such file");
    }

    private void assertFails(Cli.Result result, String message) {
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).endsWith("thermograd: " + message + "\n");
        assertThat(dir.resolve("metrics.om")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere/metrics.om", "luna 7", "luna 7/hardware.csv/metrics.om"})
    void saysWhyTheFileCannotBeWritten(String name) throws IOException {
        small();
        Cli.Result result = Cli.plain()
                .run(
                        "replay",
                        "--openmetrics",
                        dir.resolve(name).toString(),
                        "--hardware-csv",
                        dir.resolve("luna 7/hardware.csv").toString(),
                        "--training-log",
                        dir.resolve("luna 7/training.jsonl").toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("thermograd: cannot write " + dir.resolve(name) + ": ");
        assertThat(Files.readString(dir.resolve("luna 7/hardware.csv"), StandardCharsets.UTF_8))
                .startsWith("timestamp");
    }

    @Test
    void recordedSessionsArePlayedBack() throws IOException {
        Path folder = Recordings.path("reproducibility_test_1");
        Cli.Result result = replay(
                folder.resolve("rle_data_20251028_195412.csv"),
                folder.resolve("training_log_20251028_195412.json"),
                "--scrape-interval",
                "5s");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(metrics()).contains("instance=\"reproducibility_test_1\"");
        assertTakenByPromtool();
    }
}

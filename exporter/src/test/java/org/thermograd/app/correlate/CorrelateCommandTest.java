package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.app.Cli;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Vectors;

class CorrelateCommandTest {
    private static final long START = 1_761_566_400;

    @TempDir
    private Path dir;

    private Path write(String name, String text) {
        try {
            Path file = dir.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A log of one step a second for ten minutes, with a spike at each of the given seconds. */
    private Path log(String name, long start, int... spikes) {
        List<Integer> at = IntStream.of(spikes).boxed().toList();
        return write(
                name,
                IntStream.range(0, 600)
                        .mapToObj(i -> "{\"step\": %d, \"timestamp_shared\": %d, \"grad_norm\": %.6f}"
                                .formatted(i, start + i, (40 + 2 * Math.sin(i * 1.7)) * (at.contains(i) ? 2 : 1)))
                        .collect(Collectors.joining("\n")));
    }

    /** A recording of one sample a second for ten minutes, with a collapse of five seconds from the given seconds on. */
    private Path csv(String name, String device, int... onsets) {
        return write(
                name,
                "timestamp,device,collapse\n"
                        + IntStream.range(0, 600)
                                .mapToObj(i -> java.time.Instant.ofEpochSecond(START + i) + "," + device + ","
                                        + (IntStream.of(onsets).anyMatch(o -> o <= i && i < o + 5) ? 1 : 0))
                                .collect(Collectors.joining("\n"))
                        + "\n");
    }

    private Cli.Result correlate(Path hardware, Path training, String... more) {
        return Cli.plain().correlate(hardware, training, dir.resolve("out"), more);
    }

    private JsonNode report() {
        return JsonFile.read(dir.resolve("out/report.json"));
    }

    @Test
    void printsTheCostAndTheVerdictFirstAndWritesTheReport() {
        Cli.Result result = correlate(csv("h.csv", "gpu0", 108, 308), log("luna/log.jsonl", START, 100, 300));

        assertThat(result.status()).isZero();
        assertThat(result.outLines().get(0))
                .isEqualTo(
                        "Steps inside the 2 usable episodes of recorded collapses on gpu0 took as long as steps near them;"
                                + " fewer than 5 episodes give no interval, so nothing is claimed.");
        assertThat(result.outLines().get(1)).isEqualTo(report().get("sentence").textValue());
        assertThat(result.out())
                .endsWith("Report: " + dir.resolve("out/report.json") + ", report.md, report.html, report.svg\n");
        assertThat(report().get("generated").textValue()).isEqualTo("2026-11-22T10:36:00.123Z");
        assertThat(report().at("/analysis/runs/0/id").textValue()).isEqualTo("luna");
        assertThat(report().at("/analysis/forward/K").intValue()).isEqualTo(2);
    }

    @Test
    void jsonLeavesStandardOutputToTheReport() throws IOException {
        Cli.Result result = correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100), "--json");

        assertThat(new ObjectMapper().readTree(result.out())).isEqualTo(report());
        assertThat(result.out()).isEqualTo(Files.readString(dir.resolve("out/report.json")));
        assertThat(result.err()).contains(report().get("sentence").textValue()).contains("Report: ");
    }

    @Test
    void saysOnePhaseALineInALog() {
        Path hardware = csv("h.csv", "gpu0", 108);
        Path training = log("log.jsonl", START, 100);

        assertThat(correlate(hardware, training).err())
                .isEqualTo("thermograd: reading " + hardware + " and " + training + "\nthermograd: analyzing\n");
    }

    @Test
    void leavesNothingOfThePhasesOnATerminal() {
        Cli.Result result = Cli.onATerminal()
                .correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100), dir.resolve("out"));

        assertThat(result.err())
                .startsWith("\r\033[Kreading ")
                .endsWith("\r\033[K")
                .doesNotContain("\n");
    }

    @Test
    void namesRunsAfterTheFoldersOfTheirLogs() {
        Path hardware = csv("h.csv", "gpu0", 108);

        Cli.Result result = Cli.plain()
                .run(
                        "correlate",
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        log("luna/a.jsonl", START, 100).toString(),
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        log("luna/b.jsonl", START, 110).toString(),
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        log("luna-2/a.jsonl", START, 120).toString(),
                        "--output",
                        dir.resolve("out").toString());

        assertThat(result.status()).isZero();
        assertThat(report().get("firstExperiment").findValuesAsText("run"))
                .containsExactly("luna", "luna-2", "luna-2-2");
    }

    @Test
    void aRunThatCannotBeJudgedIsLeftOutOfThePoolWithARemark() {
        Path hardware = csv("h.csv", "gpu0", 108);
        Path aborted = write(
                "aborted/log.jsonl",
                "{\"step\": 1, \"timestamp_shared\": %d, \"grad_norm\": 4}%n{\"step\": 2, \"timestamp_shared\": %d, \"grad_norm\": 5}%n"
                        .formatted(START, START + 1));

        Cli.Result result = Cli.plain()
                .run(
                        "correlate",
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        log("luna/a.jsonl", START, 100).toString(),
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        aborted.toString(),
                        "--output",
                        dir.resolve("out").toString());

        assertThat(result.out())
                .contains("\nNote: aborted: left out, its 2 steps cannot be judged (TOO_FEW_SAMPLES)\n");
        assertThat(report().at("/analysis/runs").findValuesAsText("id")).containsExactly("luna");
        assertThat(report().get("reasons").toString()).doesNotContain("TOO_FEW_SAMPLES");
    }

    @Test
    void aRestartFromACheckpointIsAStratumOfItsOwn() {
        String entries = IntStream.range(0, 400)
                .mapToObj(i -> "{\"step\": %d, \"timestamp_shared\": %d, \"grad_norm\": %.6f}"
                        .formatted(i < 250 ? i : i - 100, START + i, 40 + 2 * Math.sin(i * 1.7)))
                .collect(Collectors.joining("\n"));

        correlate(csv("h.csv", "gpu0", 108), write("luna/log.jsonl", entries));

        assertThat(report().at("/analysis/runs").findValuesAsText("id")).containsExactly("luna", "luna/restart-1");
        assertThat(report().get("firstExperiment")).hasSize(1);
    }

    @Test
    void noOverlapPrintsBothRangesAndTheHoursThatAreMissing() {
        Cli.Result result = correlate(csv("h.csv", "gpu0", 108), log("luna/log.jsonl", START - 5 * 3600, 100));

        assertThat(result.status()).isZero();
        assertThat(report().get("verdict").textValue()).isEqualTo("NOT_ESTIMABLE");
        assertThat(report().get("reasons").findValuesAsText("")).isEmpty();
        assertThat(report().at("/reasons/0").textValue()).isEqualTo("NO_OVERLAP");
        assertThat(report().at("/source/runs/0/zoneShiftHours").intValue()).isEqualTo(5);
        assertThat(report().get("analysis").get("forward")).isEmpty();
        assertThat(result.outLines().get(0))
                .isEqualTo("Not estimable: training and hardware do not overlap in time. This says nothing about"
                        + " coupling.");
        assertThat(result.out())
                .contains("Note: luna: training ran 2025-10-27T07:00:00Z to 2025-10-27T07:09:59Z, hardware"
                        + " 2025-10-27T12:00:00Z to 2025-10-27T12:09:59Z; 0 % of the shorter one overlaps; adding 5 h to"
                        + " the training times would make it 100 % (a wrong time zone looks so; only whole hours were"
                        + " tried)");
    }

    @Test
    void aLogThatOverlapsOnlyInPartIsToldTheHoursToo() {
        Path hardware = write(
                "h.csv",
                "timestamp,device,collapse\n"
                        + IntStream.range(0, 4000)
                                .mapToObj(i -> java.time.Instant.ofEpochSecond(START + 4L * i) + ",gpu0,0\n")
                                .collect(Collectors.joining()));
        Path training = write(
                "luna/log.jsonl",
                IntStream.range(0, 4000)
                        .mapToObj(i -> "{\"timestamp_shared\": %d, \"grad_norm\": %.6f}"
                                .formatted(START - 3600 + 4L * i, 40 + Math.sin(i)))
                        .collect(Collectors.joining("\n")));

        Cli.Result result = correlate(hardware, training);

        assertThat(result.out())
                .contains("; 77.5 % of the shorter one overlaps; adding 1 h to the training times would make it 100 %");
        assertThat(report().at("/source/runs/0/zoneShiftHours").intValue()).isEqualTo(1);
    }

    @Test
    void survivesAHugeNorm() {
        Path training = log("luna/log.jsonl", START, 100);
        try {
            Files.writeString(
                    training,
                    "\n{\"step\": 700, \"timestamp_shared\": " + (START + 600) + ", \"grad_norm\": 1e300}",
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }

        Cli.Result result = correlate(csv("h.csv", "gpu0", 108), training);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(report().toString()).doesNotContain("NaN");
        assertThat(report().at("/firstExperiment/0/threshold").isNull()).isTrue();
        assertThat(report().get("undefined").get("firstExperiment[0].threshold").textValue())
                .isEqualTo("NOT_ESTIMABLE");
    }

    @Test
    void aLatencyThatMovesEveryCollapseAwayBoundsNoRate() {
        Cli.Result result = correlate(
                csv("h.csv", "gpu0", 108, 308), log("luna/log.jsonl", START, 100), "--detector-latency", "1h");

        assertThat(report().at("/reasons/0").textValue()).isEqualTo("ZERO_COLLAPSES");
        assertThat(report().get("analysis").has("collapseRateUpper95PerHour")).isFalse();
        assertThat(result.out())
                .contains("Note: luna: --detector-latency moved the onset of 2 more collapses out of the time watched;"
                        + " not counted\n");
    }

    @Test
    void refusesTheSameLogTwice() {
        Path hardware = csv("h.csv", "gpu0", 108);
        String training = log("log.jsonl", START, 100).toString();

        Cli.Result result = Cli.plain()
                .run(
                        "correlate",
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        training,
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        training);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .startsWith(
                        "thermograd: --training-log must name each log once, got " + training + " more than once\n");
    }

    @Test
    void saysWhichRunIsTooShortToJudge() {
        Path hardware = csv("h.csv", "gpu0", 108);
        Path bad = write("bad/log.jsonl", "{\"timestamp_shared\": " + START + ", \"grad_norm\": NaN}");

        Cli.Result result = Cli.plain()
                .run(
                        "correlate",
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        log("good/log.jsonl", START, 100).toString(),
                        "--hardware-csv",
                        hardware.toString(),
                        "--training-log",
                        bad.toString(),
                        "--output",
                        dir.resolve("out").toString());

        assertThat(result.out())
                .contains("Note: bad: left out, its 1 step cannot be judged (NO_FINITE_GRAD_NORM, TOO_FEW_SAMPLES)\n");
    }

    @Test
    void theSameSessionTwiceCountsOnce() throws IOException {
        Path hardware = csv("h.csv", "gpu0", 108);
        Path one = log("one/log.jsonl", START, 100);
        Path two = log("two/log.jsonl", START, 100);

        Cli.Result once = correlate(hardware, one);
        String onceRuns = JsonFile.read(dir.resolve("out/report.json"))
                .at("/analysis/runs")
                .toString();
        Cli.Result twice =
                correlate(hardware, one, "--hardware-csv", hardware.toString(), "--training-log", two.toString());

        assertThat(twice.out())
                .contains("Note: two: the same gradient norms and hardware samples as one; the two count once\n");
        assertThat(JsonFile.read(dir.resolve("out/report.json")).at("/analysis/runs"))
                .hasToString(onceRuns);
        assertThat(once.out()).doesNotContain("count once");
    }

    @Test
    void theSameNormsBesideOtherHardwareStayRunsAndAreNotSwapped() throws IOException {
        Path one = log("one/log.jsonl", START, 100);
        Path two = log("two/log.jsonl", START, 100);

        Cli.Result result = correlate(
                csv("h.csv", "gpu0", 108),
                one,
                "--hardware-csv",
                csv("other.csv", "gpu1", 107).toString(),
                "--training-log",
                two.toString());

        JsonNode report = JsonFile.read(dir.resolve("out/report.json"));
        assertThat(report.at("/analysis/runs")).hasSize(2);
        assertThat(report.has("placebo")).isFalse();
        assertThat(result.out()).contains("Note: two: the same gradient norms as one beside other hardware samples");
    }

    @Test
    void noOverlapFarAwaySaysThatNoShiftHelps() {
        Cli.Result result = correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START - 500 * 3600, 100));

        assertThat(result.status()).isZero();
        assertThat(report().at("/source/runs/0").has("zoneShiftHours")).isFalse();
        assertThat(result.out()).contains("no shift by up to 26 whole hours would make them overlap");
    }

    @Test
    void withoutACollapseColumnCollapsesAreNotObservable() {
        Path hardware = write(
                "h.csv",
                "timestamp,device\n"
                        + IntStream.range(0, 600)
                                .mapToObj(i -> java.time.Instant.ofEpochSecond(START + i) + ",gpu0\n")
                                .collect(Collectors.joining()));

        Cli.Result result = correlate(hardware, log("log.jsonl", START, 100));

        assertThat(result.status()).isZero();
        assertThat(report().at("/reasons/0").textValue()).isEqualTo("COLLAPSES_NOT_OBSERVABLE");
        assertThat(report().get("analysis").has("collapseRateUpper95PerHour")).isFalse();
        assertThat(report().at("/firstExperiment/0/devices/gpu0/collapseRows").isNull())
                .isTrue();
        assertThat(report().get("undefined")
                        .get("firstExperiment[0].devices.gpu0.collapseRows")
                        .textValue())
                .isEqualTo("COLUMN_ABSENT");
        assertThat(result.outLines().get(0)).startsWith("Not estimable: collapses could not be observed. ");
        assertThat(result.out())
                .contains("1 spike, collapses not observable\n")
                .contains("; collapses not observable; watched ")
                .contains(": collapses of gpu0 could not be observed\n");
    }

    @Test
    void countsAndReportsWhatItSkipped() {
        Path hardware = csv("h.csv", "gpu0", 108);
        Path training = log("luna/log.jsonl", START, 100);
        try {
            Files.writeString(
                    hardware,
                    "\ntimestamp,device,collapse\n2025-10-27T12:0\nnonsense,gpu0,0\n",
                    java.nio.file.StandardOpenOption.APPEND);
            Files.writeString(training, "\n{\"step\": 7, \"time", java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }

        Cli.Result result = correlate(hardware, training);

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("Note: " + hardware + ": 1 × blank line, first at line 602\n")
                .contains("Note: " + hardware + ": 1 × repeated header, first at line 603\n")
                .contains("Note: " + hardware + ": 1 × row shorter than the header, first at line 604\n")
                .contains("Note: " + hardware + ": 1 × timestamp that cannot be read, first at line 605: nonsense\n")
                .contains("Note: " + training + ": 1 × line that is not one whole JSON object, first at line 601\n");
        assertThat(report().at("/source/runs/0/hardwareCsv/rows").intValue()).isEqualTo(600);
        assertThat(report().at("/source/runs/0/hardwareCsv/remarks/REPEATED_HEADER/first")
                        .textValue())
                .isEqualTo("line 603");
    }

    @Test
    void failsOnAFileThatCannotBeUsedWithoutAStackTrace() {
        Path training = log("log.jsonl", START, 100);
        Path missing = dir.resolve("missing.csv");

        Cli.Result result = correlate(missing, training);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("thermograd: reading " + missing + " and " + training + "\nthermograd: " + missing
                        + ": no such file\n");
        assertThat(dir.resolve("out")).doesNotExist();
    }

    @Test
    void failsOnADeviceThatTheFileDoesNotHold() {
        Path hardware = csv("h.csv", "gpu0", 108);

        Cli.Result result = correlate(hardware, log("log.jsonl", START, 100), "--device", "gpu7");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).endsWith("thermograd: " + hardware + ": device must be one of gpu0, got gpu7\n");
    }

    @Test
    void takesTheOnlyAcceleratorByEitherName() {
        Cli.Result recorded = correlate(csv("h.csv", "gpu", 108), log("a/log.jsonl", START, 100), "--device", "gpu0");

        assertThat(recorded.status()).as(recorded.err()).isZero();
        assertThat(report().at("/analysis/runs/0/collapseOnsets/gpu").isMissingNode())
                .isFalse();
    }

    @Test
    void failsOnADeviceThatNoFileHoldsThoughOthersAreThere() {
        Path hardware = csv("h.csv", "gpu0", 108);

        Cli.Result result = correlate(hardware, log("log.jsonl", START, 100), "--device", "gpu0", "--device", "gpu7");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).endsWith("thermograd: device must be one of gpu0, got gpu7\n");
    }

    @Test
    void saysInWhichFileADeviceIsMissing() {
        Path one = csv("a/h.csv", "gpu0", 108);
        Path two = csv("b/h.csv", "gpu1", 108);
        Path both = write("c/h.csv", read(one) + read(two));

        Cli.Result result = Cli.plain()
                .run(
                        "correlate",
                        "--hardware-csv",
                        one.toString(),
                        "--training-log",
                        log("a/log.jsonl", START, 100).toString(),
                        "--hardware-csv",
                        both.toString(),
                        "--training-log",
                        log("b/log.jsonl", START, 100).toString(),
                        "--device",
                        "gpu0",
                        "--device",
                        "gpu1",
                        "--output",
                        dir.resolve("out").toString());

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("Note: a: gpu1 is not in " + one + "\n");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void failsWhereTheReportCannotBeWritten() {
        Path blocked = write("blocked", "a file");

        Cli.Result result = Cli.plain().correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100), blocked);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.outLines().get(1)).startsWith("Inconclusive: ");
        assertThat(result.err())
                .contains(
                        "thermograd: cannot write " + blocked.resolve("report.json") + ": it is a file, or below one\n")
                .doesNotContain("\tat ");
    }

    @Test
    void aReportIsReplacedWhole() throws IOException {
        Path hardware = csv("h.csv", "gpu0", 108);
        Path training = log("log.jsonl", START, 100);
        correlate(hardware, training);
        correlate(hardware, training, "--seed", "7");

        assertThat(report().get("seed").intValue()).isEqualTo(7);
        try (Stream<Path> files = Files.list(dir.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("report.png")))
                    .containsExactlyInAnyOrder("report.json", "report.md", "report.html", "report.svg");
        }
    }

    @Test
    void everyRunIsTheSameToTheByteButForItsTime() throws IOException {
        Path hardware = csv("h.csv", "gpu0", 108, 308);
        Path training = log("log.jsonl", START, 100, 300);
        correlate(hardware, training);
        byte[] first = Files.readAllBytes(dir.resolve("out/report.json"));
        correlate(hardware, training);

        assertThat(Files.readAllBytes(dir.resolve("out/report.json"))).isEqualTo(first);
    }

    @Test
    void writesAResultsNoteBesideTheReport() throws IOException {
        Cli.Result result = correlate(csv("h.csv", "gpu0", 108, 308), log("luna/log.jsonl", START, 100, 300));

        assertThat(Files.readString(dir.resolve("out/report.md")))
                .contains(result.outLines().get(0) + "\n\n" + result.outLines().get(1) + "\n")
                .contains("Made 2026-11-22T10:36:00.123Z.");
    }

    @Test
    void optionsReachTheAnalysis() {
        correlate(
                csv("h.csv", "gpu0", 108),
                log("log.jsonl", START, 100),
                "--detector=batch_log_mad",
                "--detector-window=50",
                "--detector-min-samples=10",
                "--detector-sigma-floor=0.03",
                "--detector-min-ratio=1.5",
                "--detector-batch-k=4",
                "--spike-refractory=6s",
                "--collapse-refractory=11s",
                "--detector-latency=1500ms",
                "--gap-factor=4",
                "--gap-min=1m",
                "--clock-uncertainty=2s",
                "--delta-t=20s",
                "--block=1h",
                "--alpha=0.1",
                "--sync-alpha=0.02",
                "--min-rate-ratio=2",
                "--max-exposure=0.5",
                "--target-rate-ratio=4",
                "--target-power=0.9",
                "--design-inflation=1.5",
                "--plan-spikes-per-hour=10",
                "--plan-collapses-per-hour=2",
                "--align-tolerance=1d");

        ObjectNode params = (ObjectNode) report().get("params");
        assertThat(params.retain(names((ObjectNode)
                                Vectors.read("02_coupled_forward.json").get("params")))
                        .toString())
                .isEqualTo("{\"detector\":\"batch_log_mad\",\"W\":50,\"minN\":10,\"k\":3.5,\"sigmaFloor\":0.03,"
                        + "\"minRatio\":1.5,\"batchK\":4.0,\"spikeRefractoryMs\":6000,\"collapseRefractoryMs\":11000,"
                        + "\"detectorLatencyMs\":1500,\"clockUncertaintyMs\":2000,\"deltaTMs\":20000,"
                        + "\"blockMs\":3600000,\"gapFactor\":4.0,\"gapMinMs\":60000,\"alpha\":0.1,\"syncAlpha\":0.02,"
                        + "\"minRR\":2.0,\"targetRR\":4.0,\"targetPower\":0.9,\"maxExposure\":0.5,"
                        + "\"designInflation\":1.5,\"planSpikesPerHour\":10.0,\"planCollapsesPerHour\":2.0}");
        assertThat(report().at("/analysis/guardMs").intValue()).isEqualTo(2000);
        assertThat(report().at("/firstExperiment/0/devices/gpu0/matched").intValue())
                .isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource({"rolling_z, 50, 20, 3", "ema_z, 100, 25, 2.5"})
    void aDetectorBringsItsOwnDefaultsAlong(String detector, int window, int minSamples, double k) {
        correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100), "--detector", detector);

        assertThat(report().at("/params/detector").textValue()).isEqualTo(detector);
        assertThat(report().at("/params/W").intValue()).isEqualTo(window);
        assertThat(report().at("/params/minN").intValue()).isEqualTo(minSamples);
        assertThat(report().at("/params/k").doubleValue()).isEqualTo(k);
        assertThat(report().at("/analysis/runs/0/nSpikeSteps").intValue()).isPositive();
    }

    @Test
    void aScoreNeedsTwoStepsBeforeIt() {
        Cli.Result result =
                Cli.plain().run("correlate", "--detector", "ema_z", "--detector-min-samples", "1", "--session", "x");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Invalid value for option '--detector-min-samples': must be at least 2 for ema_z, got 1");
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void defaultsAreThoseOfTheSpecification() {
        correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100));

        ObjectNode params = (ObjectNode) report().get("params");
        ObjectNode first = (ObjectNode) Vectors.read("02_coupled_forward.json").get("params");

        first.put("designInflation", 1.4);
        assertThat(params.deepCopy().retain(names(first))).isEqualTo(first);
    }

    @Test
    void textNeverSpeaksOfMoreThanWasSeen() {
        for (int[] onsets : new int[][] {{}, {108}, {108, 308}, {100, 300}}) {
            Cli.Result result = correlate(csv("h.csv", "gpu0", onsets), log("log.jsonl", START, 100, 300));

            assertThat((result.out() + result.err()).toLowerCase(Locale.ROOT))
                    .doesNotContainPattern("\\b(independent|no correlation|cause|caused|causes|proves)\\b");
        }
    }

    @Test
    void anEnvironmentVariableStandsInForAnOption() {
        Cli.Result result = Cli.with("THERMOGRAD_DELTA_T", "30s")
                .correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100), dir.resolve("out"));

        assertThat(result.status()).isZero();
        assertThat(report().at("/params/deltaTMs").intValue()).isEqualTo(30_000);
    }

    @Test
    void anEmptyEnvironmentVariableCountsAsNone() {
        Cli.Result result = Cli.with("THERMOGRAD_SEED", "")
                .correlate(csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100), dir.resolve("out"));

        assertThat(result.status()).isZero();
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        Cli.with("THERMOGRAD_DELTA_T", "30s")
                .correlate(
                        csv("h.csv", "gpu0", 108), log("log.jsonl", START, 100), dir.resolve("out"), "--delta-t", "5s");

        assertThat(report().at("/params/deltaTMs").intValue()).isEqualTo(5000);
    }

    @Test
    void printsInUtf8() {
        Cli.Result result = correlate(csv("h.csv", "gpu0"), log("log.jsonl", START, 100));

        assertThat(result.out().getBytes(StandardCharsets.UTF_8)).contains("≥".getBytes(StandardCharsets.UTF_8));
    }
}

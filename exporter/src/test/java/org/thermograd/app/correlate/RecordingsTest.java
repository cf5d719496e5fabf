package org.thermograd.app.correlate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.adapter.report.json.AnalysisJson;
import org.thermograd.adapter.report.json.JsonFields;
import org.thermograd.app.Cli;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.JsonComparison;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Recordings;
import org.thermograd.testing.Vectors;

/** The real recordings, from the files to report.json. */
class RecordingsTest {
    private static final List<String> SESSIONS =
            List.of("reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference");
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path output;

    private static Path file(String session, String extension) {
        try (Stream<Path> files = Files.list(Recordings.path(session))) {
            return files.filter(file -> file.toString().endsWith(extension) && !file.endsWith("expected.json"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private JsonNode correlate(List<String> sessions, String... more) {
        List<String> args = new ArrayList<>(List.of("correlate", "--output", output.toString()));
        for (String session : sessions) {
            args.addAll(List.of("--hardware-csv", file(session, ".csv").toString()));
            args.addAll(List.of("--training-log", file(session, ".json").toString()));
        }
        args.addAll(Arrays.asList(more));
        Cli.Result result = Cli.plain().run(args.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return JsonFile.read(output.resolve("report.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference"})
    void firstExperimentHoldsEveryFigureOfTheRecording(String session) {
        JsonNode expected = JsonFile.read(Recordings.path(session + "/expected.json"));

        JsonNode report = correlate(List.of(session));

        JsonNode row = report.at("/firstExperiment/0");
        JsonNode training = expected.get("training");
        assertThat(row.get("run").textValue()).isEqualTo(session);
        assertThat(row.get("entries").intValue())
                .isEqualTo(201)
                .isEqualTo(training.get("entries").intValue());
        assertThat(row.get("spikeSteps").intValue())
                .isEqualTo(47)
                .isEqualTo(training.get("spikes").intValue());
        assertFigure(row.get("mean"), training.get("grad_norm_mean"), "mean");
        assertFigure(row.get("std"), training.get("grad_norm_std"), "std");
        assertFigure(row.get("threshold"), training.get("spike_threshold"), "threshold");
        assertClose(row.get("threshold").doubleValue(), 18.1221655, 1e-8, "threshold as published");
        for (String device : List.of("cpu", "gpu")) {
            assertDevice(report, device, expected);
        }
    }

    private static void assertDevice(JsonNode report, String device, JsonNode expected) {
        JsonNode join = report.at("/firstExperiment/0/devices/" + device);
        JsonNode joint = expected.at("/joint/devices/" + device);
        JsonNode hardware = expected.at("/hardware/devices/" + device);
        assertThat(join.get("rows").intValue()).isEqualTo(hardware.get("rows").intValue());
        assertThat(join.get("collapseRows").intValue())
                .isEqualTo(hardware.get("collapse_flagged").intValue());
        assertThat(join.get("collapseOnsets").intValue())
                .isEqualTo(hardware.get("collapse_onsets").intValue());
        assertThat(join.get("matched").intValue())
                .isEqualTo(joint.get("entries_matched").intValue());
        assertThat(join.get("pairs").intValue())
                .isEqualTo(200)
                .isEqualTo(joint.get("pairs").intValue());
        assertThat(join.get("distinctRight").intValue())
                .isEqualTo(joint.get("distinct_hardware_rows").intValue());
        assertCoefficient(report, device, "gradNorm_rle", joint.get("grad_norm_rle"));
        assertCoefficient(report, device, "temp_gradNorm", joint.get("grad_norm_temp"));
        assertCoefficient(report, device, "loss_rle", joint.get("loss_rle"));
        assertCoefficient(report, device, "gradNorm_collapse", joint.get("grad_norm_collapse"));
    }

    private static void assertCoefficient(JsonNode report, String device, String key, JsonNode expected) {
        String path = "firstExperiment[0].devices." + device + ".pearson." + key;
        JsonNode actual = report.at("/firstExperiment/0/devices/" + device + "/pearson/" + key);
        if (expected.isNull()) {
            assertThat(actual.isNull()).as(path).isTrue();
            assertThat(report.get("undefined").get(path).textValue()).as(path).isEqualTo("CONSTANT_SERIES");
        } else {
            assertFigure(actual, expected, path);
            assertThat(report.get("undefined").has(path)).as(path).isFalse();
        }
    }

    private static void assertFigure(JsonNode actual, JsonNode expected, String what) {
        assertThat(actual.doubleValue())
                .as(what)
                .isCloseTo(expected.doubleValue(), org.assertj.core.data.Offset.offset(TOLERANCE));
    }

    @Test
    void defaultDetectorFindsNoSpikeAndSaysNothingAboutCoupling() {
        for (String session : SESSIONS) {
            JsonNode report = correlate(List.of(session));

            assertThat(report.get("verdict").textValue()).isEqualTo("NOT_ESTIMABLE");
            assertThat(report.get("reasons")).hasSize(1);
            assertThat(report.at("/reasons/0").textValue()).isEqualTo("ZERO_SPIKES");
            assertThat(report.at("/analysis/runs/0/nSpikeSteps").intValue()).isZero();
            assertThat(report.get("sentence").textValue())
                    .startsWith("Not estimable: zero spikes. This says nothing about coupling. Plan a session of ≥ ");
            assertThat(report.at("/analysis/planCollapses/origin").textValue()).isEqualTo("measured");
        }
    }

    @ParameterizedTest
    @CsvSource({"log_hampel, gpu", "log_hampel, cpu+gpu", "mean_std, gpu", "mean_std, cpu+gpu"})
    void reportsAreTheGoldenOnes(String detector, String devices) throws IOException, RecordingException {
        JsonNode golden = Recordings.vector().at("/expected/reports");
        JsonNode expected = golden.get(detector + "/" + devices);
        List<String> chosen = devices.equals("gpu") ? List.of("gpu") : List.of("cpu", "gpu");
        for (String session : SESSIONS) {
            compare(
                    session,
                    List.of(session),
                    detector,
                    chosen,
                    expected.get("single").get(session));
        }
        compare("pooled", SESSIONS, detector, chosen, expected.get("pooled"));
    }

    /** Vector 13 counts time from the first CSV row of each session, and knows nothing of what came later. */
    private static void compare(
            String what, List<String> sessions, String detector, List<String> devices, JsonNode expected)
            throws IOException, RecordingException {
        CorrelationConfig config = GoldenRuns.asBefore(new CorrelationConfig(
                DetectorConfig.withDefaults(detector),
                EventConfig.DEFAULTS,
                CoincidenceConfig.DEFAULTS,
                PowerConfig.DEFAULTS));
        List<Run> runs = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        for (String session : sessions) {
            HardwareRecording hardware = new HardwareCsvReader().read(file(session, ".csv"));
            starts.add(hardware.devices().values().stream()
                    .mapToLong(samples -> samples.epochMillis(0))
                    .min()
                    .orElseThrow());
            SortedMap<String, TimeSeries> flags = new TreeMap<>();
            devices.forEach(device -> flags.put(
                    device, requireNonNull(hardware.devices().get(device)).column(SampledRun.COLLAPSE)));
            runs.add(new Run(
                    session,
                    new TrainingLogReader().read(file(session, ".json")).gradNorm(),
                    flags));
        }
        Analysis analysis = new Analyzer(config).analyze(runs);
        ObjectNode actual = new ObjectMapper().createObjectNode();
        AnalysisJson.write(
                analysis,
                config.events(),
                Placebo.of(analysis, config),
                new JsonFields(actual, "analysis", new TreeMap<>()));
        for (int i = 0; i < actual.get("runs").size(); i++) {
            long start = starts.get(i);
            ObjectNode run = (ObjectNode) actual.at("/runs/" + i);
            shift(run.get("spikeEvents"), start);
            run.get("collapseOnsets").forEach(onsets -> shift(onsets, start));
            run.get("coverage").forEach(segment -> shift(segment, start));
        }
        actual.put("verdict", analysis.verdict().code().name());
        if (analysis.verdict() instanceof Verdict.NotEstimable notEstimable) {
            notEstimable.reasons().forEach(reason -> actual.withArray("reasons").add(reason.name()));
            GoldenRuns.planAsBefore(actual, config);
        } else {
            actual.putArray("qualifiers");
            analysis.qualifiers()
                    .forEach(qualifier -> actual.withArray("qualifiers").add(qualifier.name()));
        }
        GoldenRuns.withoutNewer(actual);
        new JsonComparison(TOLERANCE).check(what, actual, expected);
    }

    private static void shift(JsonNode times, long start) {
        ArrayNode array = (ArrayNode) times;
        for (int i = 0; i < array.size(); i++) {
            array.set(i, LongNode.valueOf(array.get(i).longValue() - start));
        }
    }

    @Test
    void theFirstExperimentIsNotEstimableWithItsBound() {
        JsonNode golden = Vectors.read("01_seed_experiment.json").get("expected");
        Path example = Checkout.root().resolve("examples/first-experiment");

        Cli.Result result = Cli.plain()
                .correlate(
                        example.resolve("hardware.csv"),
                        example.resolve("training.json"),
                        output,
                        "--detector",
                        "mean_std");

        assertThat(result.status()).isZero();
        JsonNode report = JsonFile.read(output.resolve("report.json"));
        JsonNode row = report.at("/firstExperiment/0");
        assertFigure(row.get("mean"), golden.get("mean"), "mean");
        assertFigure(row.get("threshold"), golden.get("thresholdSample"), "threshold");
        assertThat(row.get("spikeSteps").intValue()).isEqualTo(3);
        assertThat(row.at("/devices/gpu0/distinctRight").intValue())
                .isEqualTo(golden.get("distinctHardwareRows").intValue());
        assertThat(row.at("/devices/gpu0/collapseRows").intValue()).isZero();
        assertThat(report.get("undefined")
                        .get("firstExperiment[0].devices.gpu0.pearson.gradNorm_collapse")
                        .textValue())
                .isEqualTo("ZERO_COLLAPSES");
        assertThat(report.get("verdict").textValue()).isEqualTo("NOT_ESTIMABLE");
        assertFigure(
                report.at("/analysis/collapseRateUpper95PerHour"),
                golden.get("collapseRateUpper95PerHourOverlap"),
                "bound");
        assertThat(result.outLines().get(0)).isEqualTo("No step ran inside a recorded collapse on gpu0.");
        assertThat(result.outLines().get(1))
                .isEqualTo("Not estimable: zero collapses. This says nothing about coupling. The collapse rate is"
                        + " below 1457/h (95 %).");
        assertThat(result.out())
                .contains("mean 40.53, sd 5.50, threshold 46.03; 3 spike steps of 21")
                .contains("Note: mean_std with k = 1 flags 16 % of Gaussian steps by construction");
    }

    @Test
    void theExampleIsTheGoldenExperiment() throws IOException {
        JsonNode inputs = Vectors.read("01_seed_experiment.json").get("inputs");
        Path example = Checkout.root().resolve("examples/first-experiment");
        JsonNode log = JsonFile.read(example.resolve("training.json"));
        List<String> rows = Files.readAllLines(example.resolve("hardware.csv"));

        double start = log.at("/0/timestamp_shared").doubleValue();
        assertThat(log).hasSize(21);
        for (int i = 0; i < 21; i++) {
            assertThat(Math.round((log.get(i).get("timestamp_shared").doubleValue() - start) * 1000))
                    .isEqualTo(inputs.at("/train/t/" + i).longValue());
            assertThat(log.get(i).get("grad_norm")).isEqualTo(inputs.at("/train/gradNorm/" + i));
        }
        assertThat(rows).hasSize(51);
        assertThat(rows.subList(1, 51)).allMatch(row -> row.endsWith(",gpu0,0"));
        assertThat(Files.readString(example.resolve("README.md"))).contains("**reconstructed**");
    }
}

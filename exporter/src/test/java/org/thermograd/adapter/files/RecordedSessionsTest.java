package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Recordings;

/** The real recordings, against the figures in their {@code expected.json}. */
class RecordedSessionsTest {
    /** The figures hold seconds to the microsecond; ours are rounded to milliseconds. */
    private static final double HALF_A_MILLISECOND = 0.000501;
    /** The means are printed with twelve digits. */
    private static final double PRINTED = 1e-11;

    private static JsonNode expected(String session) {
        return JsonFile.read(Recordings.path(session + "/expected.json"));
    }

    private static Path file(String session, JsonNode part) {
        return Recordings.path(session + "/" + part.get("file").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reproducibility_test_1",
                "reproducibility_test_2",
                "workload_independence_cpu_inference",
                "laptop_rle_20251030_19",
                "example_baseline"
            })
    void readsTheHardwareOfEachSession(String session) throws Exception {
        JsonNode hardware = expected(session).get("hardware");

        HardwareRecording recording = new HardwareCsvReader().read(file(session, hardware));

        int blank = recording.tally().count(SkipRule.BLANK_LINE);
        assertThat(blank).isEqualTo(session.equals("example_baseline") ? 1 : 0);
        assertThat(recording.tally().used()).isEqualTo(hardware.get("rows").intValue());
        assertThat(recording.tally().dropped() - blank)
                .isEqualTo(hardware.get("rejected_rows").intValue());
        assertThat(recording.tally().counts()).hasSize(blank);
        assertThat(recording.devices().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        () -> hardware.get("devices").fieldNames());
        recording.devices().forEach((name, table) -> {
            JsonNode device = hardware.get("devices").get(name);
            assertThat(table.size()).isEqualTo(device.get("rows").intValue());
            assertThat(flagged(table)).isEqualTo(device.get("collapse_flagged").intValue());
            assertColumn(table, "temp_c", device);
            assertColumn(table, "rle_smoothed", device);
            assertColumn(table, "util_pct", device);
            assertColumn(table, "power_w", device);
        });
        assertSpan(recording.devices(), hardware);
    }

    private static long flagged(SampleTable table) {
        return Arrays.stream(table.column("collapse").values())
                .filter(flag -> flag == 1)
                .count();
    }

    private static void assertColumn(SampleTable table, String column, JsonNode device) {
        double[] known = Arrays.stream(table.column(column).values())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        JsonNode figures = device.get(column);
        assertThat(known).hasSize(figures.get("known").intValue());
        if (known.length > 0) {
            double mean = Arrays.stream(known).average().orElseThrow();
            Numbers.assertClose(mean, figures.get("mean").doubleValue(), PRINTED, column);
        }
    }

    private static void assertSpan(SortedMap<String, SampleTable> devices, JsonNode hardware) {
        SampleTable table = devices.values().iterator().next();
        assertSeconds(table.epochMillis(0), hardware.get("first_epoch_s"));
        assertSeconds(table.epochMillis(table.size() - 1), hardware.get("last_epoch_s"));
    }

    private static void assertSeconds(long epochMillis, JsonNode seconds) {
        assertThat(Math.abs(epochMillis / 1000.0 - seconds.doubleValue()))
                .as("%d against %s", epochMillis, seconds)
                .isLessThan(HALF_A_MILLISECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference"})
    void readsTheTrainingOfEachJointSession(String session) throws Exception {
        JsonNode training = expected(session).get("training");

        TrainingRecording recording = new TrainingLogReader().read(file(session, training));

        assertThat(recording.tally())
                .isEqualTo(new Tally(training.get("entries").intValue(), Map.of()));
        assertThat(recording.entries().size()).isEqualTo(training.get("entries").intValue());
        assertThat(recording.gradNorm().size())
                .isEqualTo(training.get("with_grad_norm").intValue());
        assertThat(recording.step().epochMillis())
                .isEqualTo(recording.gradNorm().epochMillis());
        assertThat(recording.step().value(199)).isEqualTo(200);
        assertSeconds(recording.entries().epochMillis(0), training.get("first_epoch_s"));
        assertSeconds(recording.entries().epochMillis(200), training.get("last_epoch_s"));
        double mean = Arrays.stream(recording.gradNorm().values()).average().orElseThrow();
        Numbers.assertClose(mean, training.get("grad_norm_mean").doubleValue(), PRINTED, "grad_norm");
    }

    @Test
    void roundsHalfAMillisecondAsTheFirstRowOfARecordingNeeds() throws Exception {
        Path file = Recordings.path("reproducibility_test_1/rle_data_20251028_195412.csv");

        assertThat(new HardwareCsvReader().read(file).devices().get("cpu"))
                .satisfies(table -> assertThat(table.epochMillis(0)).isEqualTo(1761699253638L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reproducibility_test_1/rle_data_20251028_195412.csv",
                "laptop_rle_20251030_19/rle_20251030_19.csv",
                "example_baseline/example_baseline_session.csv"
            })
    void aTruncatedFileYieldsNoRowThatTheWholeOneLacks(String name) throws Exception {
        Path file = Recordings.path(name);
        byte[] bytes = Files.readAllBytes(file);
        assertTruncationsHold(file, bytes);
    }

    /** The same files with the measured columns last, where a torn number could pass for a whole one. */
    @ParameterizedTest
    @ValueSource(strings = {"temp_c", "rle_smoothed", "util_pct", "power_w", "collapse", "timestamp", "device"})
    void aTruncatedFileYieldsNoValueThatTheWholeOneLacks(String last) throws Exception {
        Path file = Recordings.path("reproducibility_test_1/rle_data_20251028_195412.csv");
        StringBuilder moved = new StringBuilder();
        int from = -1;
        for (String line : Files.readAllLines(file)) {
            List<String> fields = new ArrayList<>(Arrays.asList(line.split(",", -1)));
            from = from < 0 ? fields.indexOf(last) : from;
            fields.add(fields.remove(from));
            moved.append(String.join(",", fields)).append('\n');
        }
        byte[] bytes = moved.toString().getBytes(StandardCharsets.UTF_8);
        assertTruncationsHold(file, bytes);
    }

    private static void assertTruncationsHold(Path file, byte[] bytes) throws Exception {
        Map<String, double[]> rows = rows(new HardwareCsvReader().read(file, new ByteArrayInputStream(bytes)));
        long seed = bytes.length;
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int length = i < 20 ? bytes.length - i : random.nextInt(bytes.length);
            String at = "seed " + seed + ", cut to " + length + " bytes";
            HardwareRecording torn;
            try {
                torn = new HardwareCsvReader().read(file, new ByteArrayInputStream(bytes, 0, length));
            } catch (RecordingException e) {
                assertThat(e.rule()).as(at).matches("file must not be empty|header must name .*|no usable row.*");
                continue;
            }
            rows(torn).forEach((key, values) -> {
                double[] original = rows.get(key);
                assertThat(original).as("%s: %s", at, key).isNotNull();
                for (int c = 0; c < values.length; c++) {
                    assertThat(values[c]).as("%s: %s", at, key).isIn(original[c], Double.NaN);
                }
            });
        }
    }

    private static Map<String, double[]> rows(HardwareRecording recording) {
        Map<String, double[]> rows = new HashMap<>();
        recording.devices().forEach((name, table) -> {
            for (int row = 0; row < table.size(); row++) {
                int at = row;
                double[] values = HardwareRecording.COLUMNS.stream()
                        .mapToDouble(column -> table.column(column).value(at))
                        .toArray();
                rows.put(name + "@" + table.epochMillis(row), values);
            }
        });
        return rows;
    }

    @Test
    void aTruncatedTrainingLogYieldsItsFirstEntries() throws Exception {
        Path file = Recordings.path("reproducibility_test_1/training_log_20251028_195412.json");
        byte[] bytes = Files.readAllBytes(file);
        double[] whole = new TrainingLogReader().read(file).gradNorm().values();
        long seed = 195412;
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int length = i < 20 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            TrainingRecording torn;
            try {
                torn = new TrainingLogReader().read(file, new ByteArrayInputStream(bytes, 0, length));
            } catch (RecordingException e) {
                assertThat(length).as("seed %d", seed).isLessThan(400);
                continue;
            }
            assertThat(whole)
                    .as("seed %d, cut to %d bytes", seed, length)
                    .startsWith(torn.gradNorm().values());
            assertThat(torn.tally().count(SkipRule.TORN_END)).isEqualTo(1);
        }
    }
}

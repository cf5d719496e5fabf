package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.app.Cli;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Recordings;
import org.thermograd.testing.Vectors;

/** {@code correlate --collapses inferred}, from the files to report and terminal. */
class InferredCollapsesTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    private Path dir;

    private Cli.Result correlate(Path hardware, Path training, String... more) {
        List<String> options = new ArrayList<>(Arrays.asList(more));
        if (!options.contains("--collapses")) {
            options.addAll(List.of("--collapses", "inferred"));
        }
        return Cli.plain().correlate(hardware, training, dir.resolve("out"), options.toArray(String[]::new));
    }

    private JsonNode report(Cli.Result result) {
        assertThat(result.status()).as(result.err()).isZero();
        return JsonFile.read(dir.resolve("out/report.json"));
    }

    private static Path file(String session, String extension) {
        try (Stream<Path> files = Files.list(Recordings.path(session))) {
            return files.filter(file -> file.toString().endsWith(extension) && !file.endsWith("expected.json"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private Path write(String name, CharSequence text) {
        try {
            return Files.writeString(dir.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A log that jumps in each of the given seconds. */
    private Path log(Instant start, int seconds, Integer... spikes) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < seconds; i++) {
            double norm = Arrays.asList(spikes).contains(i) ? 90 : 10 + i % 3;
            log.append(String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"timestamp_shared\":%d,\"grad_norm\":%s}%n",
                    i,
                    start.getEpochSecond() + i,
                    norm));
        }
        return write("training.jsonl", log);
    }

    @Test
    void boundsNothingAndSaysWhy() {
        StringBuilder csv = new StringBuilder("timestamp,device,util_pct,temp_c,power_w,collapse\n");
        for (int i = 0; i < 300; i++) {
            csv.append(String.format(
                    Locale.ROOT, "%s,gpu0,95,%.1f,190,0%n", START.plusSeconds(i), i < 200 ? 40 + i / 5.0 : 80.0));
        }

        Cli.Result result = correlate(write("heats.csv", csv), log(START, 300, 60, 140));
        JsonNode report = report(result);

        assertThat(texts(report.get("reasons"))).containsExactly("ZERO_COLLAPSES");
        assertThat(report.at("/analysis").has("collapseRateUpper95PerHour")).isFalse();
        assertThat(report.at("/analysis/planCollapses/origin").textValue()).isEqualTo("assumed");
        assertThat(report.at("/analysis/totalMs").asLong())
                .as("only while it heats")
                .isBetween(180_000L, 210_000L);
        assertThat(report.get("sentence").textValue())
                .contains("sees a drop only while the device heats and misses most collapses")
                .contains("so this bounds nothing.")
                .doesNotContain("is below");
        assertThat(result.out()).contains(" watched while heating, ");
    }

    /** A device that works in bursts, recorded with an index of another monitor. */
    private Path csvWithAnIndexOfItsOwn() {
        StringBuilder csv = new StringBuilder("timestamp,device,util_pct,temp_c,power_w,collapse,rle_smoothed\n");
        for (int i = 0; i < 900; i++) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,gpu0,%d,%.1f,%d,0,%.3f%n",
                    START.plusSeconds(i),
                    60 + i % 37,
                    60 + 5 * Math.sin(i / 40.0),
                    200 + i % 23,
                    0.5 + i % 7 / 100.0));
        }
        return write("index.csv", csv);
    }

    @Test
    void theNormsAreComparedWithTheIndexThatCollapsesAreInferredFrom() {
        Path hardware = csvWithAnIndexOfItsOwn();
        Path training = log(START, 900, 400);

        JsonNode inferred = report(correlate(hardware, training));
        JsonNode recorded = report(correlate(hardware, training, "--collapses", "recorded"));

        assertThat(inferred.at("/continuous/pairs").findValuesAsText("signal"))
                .containsExactly("temp_c", "power_w", "efficiency_index");
        assertThat(recorded.at("/continuous/pairs").findValuesAsText("signal"))
                .containsExactly("temp_c", "power_w", "rle_smoothed");
    }

    private Path csv(JsonNode rows) {
        StringBuilder csv = new StringBuilder("timestamp,device,util_pct,temp_c,power_w\n");
        for (JsonNode row : rows) {
            csv.append(START.plusMillis(Math.round(1000 * row.get(0).doubleValue())))
                    .append(",gpu0");
            for (int c = 1; c < 4; c++) {
                csv.append(',').append(row.get(c).isNull() ? "" : row.get(c).asText());
            }
            csv.append('\n');
        }
        return write("hardware.csv", csv);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference"})
    void findsNoneInAJointRecordingAndSaysThatItsCpuIsBlind(String session) {
        for (String mode : List.of("timed", "literal")) {
            Cli.Result result = correlate(
                    file(session, ".csv"), file(session, ".json"), "--detector=mean_std", "--index-mode", mode);

            JsonNode report = report(result);
            assertThat(report.get("verdict").textValue()).isEqualTo("NOT_ESTIMABLE");
            assertThat(texts(report.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
            assertThat(report.at("/analysis").has("collapseRateUpper95PerHour")).isFalse();
            assertThat(texts(report.get("remarks")))
                    .contains(
                            session + ": gpu cannot show an efficiency drop: at no sample is it loaded and heating, and"
                                    + " only then a drop could be seen",
                            session + ": cpu cannot show an efficiency drop: its temperature never changes, as that of"
                                    + " a placeholder, so it cannot be seen to heat",
                            "taken as usual for their kind, not known (--rated-watts, --limit-celsius): cpu rated power"
                                    + " 125 W and limit 80 °C; gpu rated power 200 W and limit 83 °C");
            assertThat(result.out()).contains(", collapses efficiency drops while heating, seed 1");
        }
    }

    @Test
    void aDeviceThatIsBlindAloneIsNotObservable() {
        String session = "reproducibility_test_1";

        JsonNode report = report(
                correlate(file(session, ".csv"), file(session, ".json"), "--detector=mean_std", "--device", "cpu"));

        assertThat(texts(report.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
        assertThat(report.at("/analysis/collapseRateUpper95PerHour").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "laptop_rle_20251030_19, 2025-10-30T19:53:00Z, COLLAPSES_NOT_OBSERVABLE, its temperature is not recorded",
        "example_baseline, 2025-10-27T12:00:05Z, ZERO_COLLAPSES|ZERO_SPIKES, ''"
    })
    void findsNoneInARecordingWithoutATrainingLogOfItsOwn(String session, Instant start, String reason, String remark) {
        JsonNode report = report(correlate(file(session, ".csv"), log(start, 45, 30)));

        assertThat(texts(report.get("reasons"))).containsExactly(reason.split("\\|", -1));
        assertThat(String.join("\n", texts(report.get("remarks")))).contains(remark);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void onsetsOfTheGoldenTracesAreThoseOfTheirHolds(int index) {
        JsonNode trace = Vectors.read("14_index.json").at("/cases/" + index);
        List<Long> expected = holds(trace.get("rows"), trace.at("/timedWindow15s/expected"));

        JsonNode report = report(correlate(csv(trace.get("rows")), log(START, 170, 45, 121)));

        assertThat(Numbers.longs(report.at("/analysis/runs/0/collapseOnsets/gpu0")))
                .as(trace.get("name").textValue())
                .containsExactly(expected.stream().mapToLong(Long::longValue).toArray());
        assertThat(report.at("/collapses/kind").textValue()).isEqualTo("inferred");
        assertThat(texts(report.get("remarks")))
                .anyMatch(remark -> remark.startsWith("an efficiency drop begins with the first sample of its hold"))
                .noneMatch(remark -> remark.contains("the monitor's collapse flag"));
    }

    /** Onsets of holds with a flag, those less than 10 s after the last flag left out. */
    private static List<Long> holds(JsonNode rows, JsonNode expected) {
        List<Long> onsets = new ArrayList<>();
        long since = -1;
        long last = -1;
        long lastOnset = -1;
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = expected.get(i);
            if (row.isNull()) {
                continue;
            }
            long time =
                    START.toEpochMilli() + Math.round(1000 * rows.get(i).get(0).doubleValue());
            boolean holding =
                    row.get(6).intValue() + row.get(7).intValue() + row.get(8).intValue() == 3;
            since = !holding ? -1 : since < 0 ? time : since;
            if (row.get(10).intValue() == 1) {
                if (since != lastOnset && (last < 0 || since - last >= 10_000)) {
                    onsets.add(since);
                }
                lastOnset = since;
                last = time;
            }
        }
        return onsets;
    }

    @Test
    void theOptionsReachTheIndexAndTheReport() {
        JsonNode rows = Vectors.read("14_index.json").at("/cases/0/rows");

        JsonNode none = report(correlate(
                csv(rows),
                log(START, 170, 45),
                "--limit-celsius=gpu0=400",
                "--rated-watts=gpu0=1000",
                "--slope-window=0s",
                "--index-mode=literal"));
        String collapses = none.get("collapses").toString();
        long noOnsets = none.at("/analysis/runs/0/collapseOnsets/gpu0").size();
        JsonNode some = report(correlate(csv(rows), log(START, 170, 45)));

        assertThat(collapses)
                .isEqualTo("{\"kind\":\"inferred\",\"mode\":\"literal\",\"slopeWindowMs\":0,\"devices\":"
                        + "{\"gpu0\":{\"ratedWatts\":1000.0,\"limitCelsius\":400.0,\"defaults\":[]}}}");
        assertThat(noOnsets).isZero();
        assertThat(some.at("/analysis/runs/0/collapseOnsets/gpu0")).isNotEmpty();
        assertThat(some.at("/collapses/devices/gpu0/defaults").toString())
                .isEqualTo("[\"ratedWatts\",\"limitCelsius\"]");
    }

    @Test
    void ratesTheOnlyAcceleratorByEitherName() {
        JsonNode rows = Vectors.read("14_index.json").at("/cases/0/rows");

        Cli.Result result = correlate(csv(rows), log(START, 170), "--rated-watts=gpu=350");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(report(result).at("/collapses/devices/gpu0/ratedWatts").doubleValue())
                .isEqualTo(350);
    }

    @Test
    void refusesAnOptionForADeviceThatNoFileHolds() {
        JsonNode rows = Vectors.read("14_index.json").at("/cases/0/rows");

        Cli.Result result =
                correlate(csv(rows), log(START, 170), "--rated-watts=gpu0=350,gpu1=350", "--limit-celsius=cpu=90");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("Invalid value for option '--rated-watts': device must be one of gpu0, got gpu1")
                .contains("Invalid value for option '--limit-celsius': device must be one of gpu0, got cpu");
    }

    @Test
    void textSpeaksNeitherOfThrottlingNorOfMoreThanWasSeen() {
        JsonNode rows = Vectors.read("14_index.json").at("/cases/0/rows");

        Cli.Result result = correlate(csv(rows), log(START, 170, 45, 121));

        assertThat((result.out() + result.err()).toLowerCase(Locale.ROOT))
                .doesNotContainPattern("\\b(throttl\\w*|independent|no correlation|cause|caused|causes|proves)\\b");
    }
}

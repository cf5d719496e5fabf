package org.thermograd.domain.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Recordings;

/** The index of the real recordings against the block {@code canonical} of their {@code expected.json}. */
class RecordedIndexTest {
    /** The figures have twelve digits, and are made with times as doubles since 1970, which are 0.2 us apart. */
    private static final double TOLERANCE = 1e-8;

    static Stream<Arguments> sessionsAndModes() {
        return Stream.of(
                        "reproducibility_test_1",
                        "reproducibility_test_2",
                        "workload_independence_cpu_inference",
                        "laptop_rle_20251030_19",
                        "example_baseline")
                .flatMap(session -> Stream.of(
                        Arguments.of(session, "literal", IndexMode.LITERAL, Duration.ZERO),
                        Arguments.of(session, "timed", IndexMode.TIMED, Duration.ZERO),
                        Arguments.of(session, "timed_window15s", IndexMode.TIMED, Duration.ofSeconds(15))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("sessionsAndModes")
    void isThatOfTheOracle(String session, String key, IndexMode mode, Duration window) {
        JsonNode expected = JsonFile.read(Recordings.path(session + "/expected.json"));
        List<String> lines = lines(
                Recordings.path(session + "/" + expected.at("/hardware/file").textValue()));
        expected.get("canonical").get(key).properties().forEach(device -> {
            JsonNode figures = device.getValue();
            String at = session + ", " + device.getKey();
            DeviceRating rating = DeviceRating.defaultOf(device.getKey());
            assertThat(rating.ratedWatts()).isEqualTo(figures.get("rated_w").doubleValue());
            assertThat(rating.limitCelsius()).isEqualTo(figures.get("limit_c").doubleValue());
            List<EfficiencySample> samples =
                    samples(lines, device.getKey(), new EfficiencyIndex(new EfficiencyConfig(rating, window, mode)));
            EfficiencySample last = samples.get(samples.size() - 1);

            assertThat(samples).hasSize(figures.get("samples").intValue());
            assertThat(samples.stream().filter(sample -> sample.is(Condition.COLLAPSE)))
                    .hasSize(figures.get("flagged").intValue())
                    .hasSize(figures.get("onsets").intValue());
            assertClose(
                    samples.stream()
                            .mapToDouble(EfficiencySample::smoothedIndex)
                            .average()
                            .orElseThrow(),
                    figures.get("rle_smoothed_mean").doubleValue(),
                    TOLERANCE,
                    at + ": mean");
            assertClose(last.smoothedIndex(), figures.get("rle_smoothed_last").doubleValue(), TOLERANCE, at + ": last");
            assertClose(
                    last.rollingPeak().orElseThrow(),
                    figures.get("rolling_peak_last").doubleValue(),
                    TOLERANCE,
                    at + ": peak");
        });
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the file on its own, as the reader of the product rounds to milliseconds. */
    private static List<EfficiencySample> samples(List<String> lines, String device, EfficiencyIndex index) {
        List<String> header = Arrays.asList(lines.get(0).split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> Arrays.asList(line.split(",", -1)))
                .filter(fields -> fields.size() == header.size())
                .filter(fields -> fields.get(header.indexOf("device")).equals(device))
                .map(fields -> index.accept(
                        time(fields.get(header.indexOf("timestamp"))),
                        Double.parseDouble(fields.get(header.indexOf("util_pct"))) / 100,
                        number(fields.get(header.indexOf("temp_c"))),
                        number(fields.get(header.indexOf("power_w")))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Instant time(String text) {
        return Instant.parse(text.endsWith("Z") ? text : text + "Z");
    }

    private static OptionalDouble number(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }
}

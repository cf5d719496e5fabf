package org.thermograd.domain.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Vectors;

/** The index row by row against golden/14, made by the slow oracle {@code rle_reference.step}. */
class IndexGoldenTest {
    private static final List<String> FIGURES =
            List.of("rle_raw", "rle_smoothed", "stability", "a_load", "t_sustain_s", "rolling_peak");
    private static final List<Condition> FLAGS =
            List.of(Condition.LOADED, Condition.HEATING, Condition.DROP, Condition.EVIDENCE, Condition.COLLAPSE);

    private static JsonNode golden() {
        return Vectors.read("14_index.json");
    }

    static Stream<Arguments> modes() {
        return Stream.of(
                Arguments.of("timed", IndexMode.TIMED, 0),
                Arguments.of("timedWindow15s", IndexMode.TIMED, 15),
                Arguments.of("literal", IndexMode.LITERAL, 0));
    }

    private static OptionalDouble optional(JsonNode node) {
        return node.isNull() ? OptionalDouble.empty() : OptionalDouble.of(node.doubleValue());
    }

    private static Instant time(JsonNode seconds) {
        return Instant.ofEpochMilli(
                BigDecimal.valueOf(seconds.doubleValue()).movePointRight(3).longValueExact());
    }

    private static Optional<EfficiencySample> accept(EfficiencyIndex index, JsonNode row) {
        return index.accept(
                time(row.get(0)), row.get(1).doubleValue() / 100, optional(row.get(2)), optional(row.get(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void everyRowOfEveryTraceIsThatOfTheOracle(String key, IndexMode mode, int windowSeconds) {
        JsonNode golden = golden();
        double tolerance = golden.at("/tolerance/double_rel").doubleValue();
        assertThat(golden.at("/tolerance/double_abs").doubleValue()).isEqualTo(1e-12);
        assertThat(golden.get("cases")).hasSize(7);
        for (JsonNode trace : golden.get("cases")) {
            EfficiencyIndex index = new EfficiencyIndex(
                    new EfficiencyConfig(new DeviceRating(200, 83), Duration.ofSeconds(windowSeconds), mode));
            JsonNode expected = trace.get(key).get("expected");
            int flagged = 0;
            int onsets = 0;
            boolean previous = false;
            for (int i = 0; i < expected.size(); i++) {
                String at = trace.get("name").textValue() + ", row " + i;
                Optional<EfficiencySample> sample = accept(index, trace.at("/rows/" + i));
                assertThat(sample.isEmpty()).as(at).isEqualTo(expected.get(i).isNull());
                sample.ifPresent(actual -> assertRow(actual, expected, tolerance, at));
                boolean collapsed =
                        sample.filter(actual -> actual.is(Condition.COLLAPSE)).isPresent();
                flagged += collapsed ? 1 : 0;
                onsets += collapsed && !previous ? 1 : 0;
                previous = collapsed;
            }
            assertThat(flagged).isEqualTo(trace.get(key).get("flagged").intValue());
            assertThat(onsets).isEqualTo(trace.get(key).get("onsets").intValue());
        }
    }

    private static void assertRow(EfficiencySample actual, JsonNode rows, double tolerance, String at) {
        JsonNode row = rows.get(Integer.parseInt(at.substring(at.lastIndexOf(' ') + 1)));
        double[] figures = {
            actual.rawIndex(),
            actual.smoothedIndex(),
            actual.stability(),
            actual.loadRatio(),
            actual.sustainSeconds(),
            actual.rollingPeak().orElse(0)
        };
        for (int c = 0; c < figures.length; c++) {
            assertClose(figures[c], row.get(c).doubleValue(), tolerance, at + ": " + FIGURES.get(c));
        }
        for (int c = 0; c < FLAGS.size(); c++) {
            assertThat(actual.is(FLAGS.get(c)))
                    .as("%s: %s", at, FLAGS.get(c))
                    .isEqualTo(row.get(figures.length + c).intValue() == 1);
        }
    }

    /** The oracle gives no hold; recomputed from its flags: a hold is a stretch of loaded, heating and drop. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void theHoldBeginsWithTheFirstSampleOfItsStretch(String key, IndexMode mode, int windowSeconds) {
        for (JsonNode trace : golden().get("cases")) {
            EfficiencyIndex index = new EfficiencyIndex(
                    new EfficiencyConfig(new DeviceRating(200, 83), Duration.ofSeconds(windowSeconds), mode));
            List<Instant> since = new ArrayList<>();
            List<Instant> expectedSince = new ArrayList<>();
            Optional<Instant> held = Optional.empty();
            for (int i = 0; i < trace.get("rows").size(); i++) {
                JsonNode expected = trace.get(key).get("expected").get(i);
                Optional<EfficiencySample> sample = accept(index, trace.at("/rows/" + i));
                if (expected.isNull()) {
                    continue;
                }
                boolean holds = expected.get(6).intValue() == 1
                        && expected.get(7).intValue() == 1
                        && expected.get(8).intValue() == 1;
                held = !holds
                        ? Optional.empty()
                        : held.isPresent() ? held : Optional.of(time(trace.at("/rows/" + i + "/0")));
                sample.orElseThrow().heldSince().ifPresent(since::add);
                held.ifPresent(expectedSince::add);
            }
            assertThat(since).as(trace.get("name").textValue()).isEqualTo(expectedSince);
        }
    }

    @Test
    void theTracesHoldCollapses() {
        assertThat(golden().at("/cases/0/timedWindow15s/flagged").intValue()).isEqualTo(84);
    }
}

package org.thermograd.domain.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.BatchLogMad;
import org.thermograd.domain.spike.EmaZ;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.spike.SpikeFlags;
import org.thermograd.domain.spike.SpikeVisibility;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class FoundSpikesTest {
    private static final double RELATIVE = 1e-9;

    static Stream<Arguments> series() {
        List<Arguments> series = new ArrayList<>();
        Vectors.read("20_spikes_warm_up.json")
                .get("series")
                .forEach(one -> series.add(Arguments.of(one.get("name").textValue(), one)));
        return series.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("series")
    void agreesWithTheVectors(String name, JsonNode series) {
        TimeSeries norms = TimeSeries.of(Numbers.longs(series.get("t")), Numbers.doubles(series.get("gradNorm")));
        JsonNode expected = series.get("expected");
        // The reference never falls back to the rule for short runs.
        SpikeFlags flags = new LogHampel(100, 20, 5, 0.02, 1.25, 3.5).flag(norms.values());
        if (flags.ruleId().equals(BatchLogMad.ID)) {
            assertThat(name).isEqualTo("too short to evaluate");
            return;
        }

        FoundSpikes found = FoundSpikes.of("r", norms, flags, EventConfig.DEFAULTS);

        assertThat(IntStream.range(0, flags.size()).filter(flags::flagged).toArray())
                .containsExactly(ints(expected.get("flaggedSteps")));
        assertThat(onsets(found.spikes())).containsExactly(Numbers.longs(expected.get("spikeEvents")));
        assertThat(onsets(found.steps().shifts())).containsExactly(Numbers.longs(expected.get("shiftEvents")));
        SpikeVisibility visibility = found.steps().visibility().orElseThrow();
        JsonNode visible = expected.get("visibility");
        assertThat(visibility.evaluated()).isEqualTo(visible.get("evaluated").intValue());
        assertThat(visibility.flagged()).isEqualTo(visible.get("flagged").intValue());
        assertThat(visibility.frequent()).isEqualTo(visible.get("frequent").booleanValue());
        Numbers.assertClose(visibility.flaggedShare(), visible.get("flaggedShare"), RELATIVE, "flaggedShare");
        Numbers.assertClose(visibility.smallestVisible(), visible.get("smallestVisible"), RELATIVE, "smallestVisible");
    }

    private static int[] ints(JsonNode array) {
        return LongStream.of(Numbers.longs(array)).mapToInt(Math::toIntExact).toArray();
    }

    private static long[] onsets(List<Event> events) {
        return events.stream().mapToLong(Event::onsetMillis).toArray();
    }

    private static TimeSeries everySecond(double... norms) {
        return TimeSeries.of(
                IntStream.range(0, norms.length).mapToLong(i -> 1000L * i).toArray(), norms);
    }

    /** Norms of 1 that rise to a height at a step, and fall back at another. */
    private static TimeSeries raised(double height, int from, int to) {
        return everySecond(IntStream.range(0, 200)
                .mapToDouble(i -> i >= from && i < to ? height : 1 + 0.001 * (i % 7))
                .toArray());
    }

    @Test
    void aStepUpThatStaysIsAShiftAndNoSpike() {
        TimeSeries norms = raised(3, 120, 200);

        FoundSpikes found =
                FoundSpikes.of("r", norms, LogHampel.withDefaults().flag(norms.values()), EventConfig.DEFAULTS);

        assertThat(found.spikes()).isEmpty();
        assertThat(onsets(found.steps().shifts())).containsExactly(120_000);
        assertThat(found.steps().visibility().orElseThrow().flagged()).isZero();
    }

    @Test
    void aStepUpThatIsTakenBackIsASpike() {
        TimeSeries norms = raised(3, 120, 150);

        FoundSpikes found =
                FoundSpikes.of("r", norms, LogHampel.withDefaults().flag(norms.values()), EventConfig.DEFAULTS);

        assertThat(onsets(found.spikes())).containsExactly(120_000);
        assertThat(found.steps().shifts()).isEmpty();
    }

    @Test
    void nothingTellsThatALevelStaysWhereTheRunEnds() {
        TimeSeries norms = raised(3, 160, 200);

        FoundSpikes found =
                FoundSpikes.of("r", norms, LogHampel.withDefaults().flag(norms.values()), EventConfig.DEFAULTS);

        assertThat(onsets(found.spikes())).containsExactly(160_000);
    }

    @Test
    void rulesThatDoNotWorkOnTheLogarithmHaveNoSmallestSpikeAndNoShifts() {
        TimeSeries norms = raised(3, 120, 200);

        FoundSpikes found = FoundSpikes.of("r", norms, EmaZ.withDefaults().flag(norms.values()), EventConfig.DEFAULTS);

        assertThat(found.steps().shifts()).isEmpty();
        assertThat(found.steps().visibility().orElseThrow().smallestVisible()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void withoutANormNothingIsEvaluated() {
        TimeSeries norms = everySecond(Double.NaN, Double.POSITIVE_INFINITY, 0);

        FoundSpikes found =
                FoundSpikes.of("r", norms, BatchLogMad.withDefaults().flag(norms.values()), EventConfig.DEFAULTS);

        assertThat(found.steps().visibility()).contains(new SpikeVisibility(0, 0, OptionalDouble.empty(), false));
    }
}

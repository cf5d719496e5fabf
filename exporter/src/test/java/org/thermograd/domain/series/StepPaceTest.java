package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.VectorRuns;
import org.thermograd.testing.Vectors;

class StepPaceTest {
    static Stream<Arguments> units() {
        List<Arguments> units = new ArrayList<>();
        Vectors.read("15_resume.json")
                .get("units")
                .forEach(unit -> units.add(Arguments.of(unit.get("name").textValue(), unit)));
        return units.stream();
    }

    private static TimeSeries steps(long... times) {
        return TimeSeries.of(times, new double[times.length]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void findsThePausesOfTheVectors(String name, JsonNode unit) {
        JsonNode expected = unit.get("expected");

        StepPace pace = StepPace.of(
                steps(longs(unit.get("t"))), VectorRuns.segments(unit.get("confirmed")), PauseRule.DEFAULTS);
        Pauses pauses = pace.pauses(
                new Coverage(VectorRuns.segments(unit.get("O"))), longs(unit.get("restarts")), PauseRule.DEFAULTS);

        assertThat(pace.medianMillis()).isEqualTo(expected.get("stepMedianMs").doubleValue());
        assertThat(pauses.thresholdMillis())
                .isEqualTo(expected.get("thresholdMs").doubleValue());
        assertThat(pauses.pauses()).isEqualTo(VectorRuns.segments(expected.get("pauses")));
        assertThat(pauses.partly()).isEqualTo(expected.get("partly").booleanValue());
        assertThat(pauses.usable()).isEqualTo(expected.get("usable").booleanValue());
        assertThat(pauses.leftOutMillis()).isEqualTo(expected.get("leftOutMs").longValue());
        assertThat(pauses.tested().segments()).isEqualTo(VectorRuns.segments(expected.get("tested")));
    }

    @Test
    void findsTheStartsOfTheVectors() {
        JsonNode unit = Vectors.read("16_step_intervals.json").get("units").get(0);
        TimeSeries steps = steps(longs(unit.get("t")));
        Coverage coverage = new Coverage(VectorRuns.segments(unit.get("O")));
        double median = StepPace.medianStepMillis(steps);

        long[] starts = Arrays.stream(longs(unit.get("spikes")))
                .map(spike -> Math.max(
                        StepPace.startMillis(steps, median, spike),
                        coverage.segmentOf(spike).orElseThrow().startMillis()))
                .toArray();

        assertThat(median).isEqualTo(unit.get("stepMedianMs").doubleValue());
        assertThat(starts).containsExactly(longs(unit.get("expected")));
    }

    /** Steps of a second from 0 to 600 s but for two that stop: 100 to 104 s and 300 to 330 s. */
    private static StepPace withTwoStops() {
        List<Long> times = new ArrayList<>();
        for (long second = 0; second <= 600; second++) {
            if ((second <= 100 || second >= 104) && (second <= 300 || second >= 330)) {
                times.add(1000 * second);
            }
        }
        return StepPace.of(steps(times.stream().mapToLong(Long::longValue).toArray()), List.of(), PauseRule.DEFAULTS);
    }

    @Test
    void aPhaseThatTheRunToldIsAPauseHoweverShort() {
        Coverage coverage = new Coverage(List.of(new Segment(0, 600_001)));
        PauseRule rule = new PauseRule(60_000, 3, 2_000, 2, 2, 10, 1.5, 2);
        StepPace pace = withTwoStops();

        Pauses guessed = pace.pauses(coverage, new long[0], rule);
        Pauses told = pace.withPhases(List.of(new Segment(450_000, 450_500), new Segment(450_200, 450_800)))
                .pauses(coverage, new long[0], rule);

        assertThat(guessed.pauses()).containsExactly(new Segment(100_000, 104_000), new Segment(300_000, 330_000));
        assertThat(told.pauses())
                .containsExactly(
                        new Segment(100_000, 104_000), new Segment(300_000, 330_000), new Segment(450_000, 450_800));
        assertThat(told.tested()).isEqualTo(guessed.tested().without(List.of(new Segment(450_000, 510_800))));
    }

    @Test
    void aStopWithinAPhaseIsAPartOfItWhateverTheThreshold() {
        Coverage coverage = new Coverage(List.of(new Segment(0, 600_001)));
        PauseRule strict = new PauseRule(60_000, 3, 2_000, 2, 2, 10, 1.5, 100);
        StepPace pace = withTwoStops();

        Pauses guessed = pace.pauses(coverage, new long[0], strict);
        Pauses told = pace.withPhases(List.of(new Segment(101_000, 103_000), new Segment(301_000, 329_000)))
                .pauses(coverage, new long[0], strict);

        assertThat(guessed.pauses()).isEmpty();
        assertThat(guessed.partly()).isTrue();
        assertThat(told.pauses()).containsExactly(new Segment(100_000, 104_000), new Segment(300_000, 330_000));
        assertThat(told.partly()).isFalse();
        assertThat(told.thresholdMillis()).isEqualTo(3000);
    }

    @Test
    void aRunWithoutStepsHasNoPauses() {
        for (TimeSeries none : List.of(TimeSeries.EMPTY, steps(5), steps(5, 5, 5))) {
            StepPace pace = StepPace.of(none, List.of(), PauseRule.DEFAULTS);

            assertThat(pace.medianMillis()).isZero();
            assertThat(pace.stops()).isEmpty();
            Pauses pauses = pace.pauses(new Coverage(List.of()), new long[0], PauseRule.DEFAULTS);
            assertThat(pauses.pauses()).isEmpty();
            assertThat(pauses.usable()).isTrue();
        }
    }

    @Test
    void whatIsLeftIsTheCoverageWithoutTheHolesOneByOne() {
        SplittableRandom random = new SplittableRandom(4711);
        for (int round = 0; round < 200; round++) {
            List<Segment> segments = new ArrayList<>();
            List<Segment> holes = new ArrayList<>();
            for (long t = 0; t < 1000; t += 1 + random.nextInt(60)) {
                long end = t + 1 + random.nextInt(40);
                segments.add(new Segment(t, end));
                t = end;
                holes.add(new Segment(random.nextInt(1000), 1001 + random.nextInt(20)));
                holes.set(holes.size() - 1, hole(random));
            }
            Coverage coverage = new Coverage(segments);

            assertThat(coverage.withoutAscending(Segment.joined(holes, 1)))
                    .as("round %d", round)
                    .isEqualTo(coverage.without(holes));
        }
    }

    private static Segment hole(SplittableRandom random) {
        long start = random.nextInt(1000);
        return new Segment(start, start + 1 + random.nextInt(50));
    }

    @Test
    void refusesARuleThatCannotEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PauseRule(60_000, 3, 2_000, 2, 2, 10, 1, 3))
                .withMessage("pauseGrowth must be finite and above 1, got 1.0");
    }
}

package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.IndexMode;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Vectors;

class InferredEpisodesTest {
    private static final double NAN = Double.NaN;
    private static final DeviceRating RATING = new DeviceRating(200, 83);
    private static final EfficiencyConfig CONFIG = EfficiencyConfig.of(RATING);

    private static SampleTable.Builder builder() {
        return SampleTable.builder(SampledRun.UTILIZATION, SampledRun.TEMPERATURE, SampledRun.POWER);
    }

    private static SampleTable samples(int n, IntToDoubleFunction utilization, IntToDoubleFunction temperature) {
        SampleTable.Builder builder = builder();
        for (int i = 0; i < n; i++) {
            builder.add(1000L * i, utilization.applyAsDouble(i), temperature.applyAsDouble(i), 190);
        }
        return builder.build();
    }

    /** Choppy from second 20 to second 40, and heating throughout. */
    private static double choppy(int second) {
        return second < 20 || second >= 40 ? 97 : 70 + 30 * (second % 2);
    }

    private static double heating(int second) {
        return 60 + second / 2.0;
    }

    private static SampleTable trace(JsonNode rows) {
        SampleTable.Builder builder = builder();
        long previous = -1;
        for (JsonNode row : rows) {
            long time = Math.round(1000 * row.get(0).doubleValue());
            if (time > previous) {
                builder.add(time, row.get(1).doubleValue(), number(row.get(2)), number(row.get(3)));
            }
            previous = time;
        }
        return builder.build();
    }

    private static double number(JsonNode node) {
        return node.isNull() ? NAN : node.doubleValue();
    }

    @Test
    void couldSeeADropOnlyWhileLoadedAndHeating() {
        SampleTable table = samples(60, second -> 90, second -> Math.min(60 + second, 90));

        Coverage seen = InferredEpisodes.of(table, CONFIG).seen();

        assertThat(seen.segments()).hasSize(1);
        assertThat(seen.segments().get(0).startMillis())
                .as("the slope is known")
                .isEqualTo(8_000);
        assertThat(seen.segments().get(0).endMillis())
                .as("the slope over 15 s is small")
                .isEqualTo(43_001);
    }

    @Test
    void isBlindWhereItNeverHeatsUnderLoad() {
        InferredEpisodes episodes =
                InferredEpisodes.of(samples(60, second -> 90, second -> 80 - second / 10.0), CONFIG);

        assertThat(episodes.blind()).contains(InferredRun.BlindReason.NEVER_HEATING);
        assertThat(episodes.seen().segments()).isEmpty();
    }

    static Stream<Arguments> modes() {
        return Stream.of(
                Arguments.of("timed", IndexMode.TIMED, 0),
                Arguments.of("timedWindow15s", IndexMode.TIMED, 15),
                Arguments.of("literal", IndexMode.LITERAL, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void episodesOfTheGoldenTracesBeginWithTheirHolds(String key, IndexMode mode, int windowSeconds) {
        EfficiencyConfig config = new EfficiencyConfig(RATING, Duration.ofSeconds(windowSeconds), mode);
        for (JsonNode golden : Vectors.read("14_index.json").get("cases")) {
            List<long[]> holds = holds(golden.get("rows"), golden.get(key).get("expected"));

            InferredEpisodes episodes = InferredEpisodes.of(trace(golden.get("rows")), config);

            // No gap rule: the literal hold goes on across the gap of 25 s.
            CollapseEvents found = CollapseEvents.fromFlags("gpu0", CollapseKind.INFERRED, episodes.flags(), 0, 60_000);
            assertThat(found.events())
                    .as(golden.get("name").textValue())
                    .extracting(Event::onsetMillis)
                    .isEqualTo(holds.stream().map(hold -> hold[0]).toList());
            assertThat(found.events())
                    .as(golden.get("name").textValue())
                    .extracting(Event::endMillis)
                    .isEqualTo(holds.stream().map(hold -> hold[1]).toList());
            assertThat(found.leftCensored()).isZero();
        }
    }

    /** First and last flagged sample of each hold with a flag, from the columns of the oracle. */
    private static List<long[]> holds(JsonNode rows, JsonNode expected) {
        List<long[]> holds = new ArrayList<>();
        long since = -1;
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = expected.get(i);
            if (row.isNull()) {
                continue;
            }
            long time = Math.round(1000 * rows.get(i).get(0).doubleValue());
            boolean holding =
                    row.get(6).intValue() + row.get(7).intValue() + row.get(8).intValue() == 3;
            since = !holding ? -1 : since < 0 ? time : since;
            if (row.get(10).intValue() == 1) {
                if (holds.isEmpty() || holds.get(holds.size() - 1)[0] != since) {
                    holds.add(new long[] {since, time});
                }
                holds.get(holds.size() - 1)[1] = time;
            }
        }
        return holds;
    }

    @Test
    void theTraceOfTheProductHasTwo() {
        JsonNode golden = Vectors.read("14_index.json").at("/cases/0");

        assertThat(holds(golden.get("rows"), golden.at("/timedWindow15s/expected")))
                .hasSize(2);
    }

    @Test
    void onlySamplesThatCouldBeJudgedAreWatched() {
        InferredEpisodes episodes =
                InferredEpisodes.of(samples(60, i -> i == 30 ? NAN : 97, i -> i < 20 ? NAN : heating(i)), CONFIG);

        // The slope needs 7.5 s of the 15 from second 20 on.
        assertThat(episodes.flags().epochMillis(0)).isEqualTo(28000);
        assertThat(episodes.flags().size()).isEqualTo(60 - 28 - 1);
        assertThat(episodes.blind()).isEmpty();
    }

    @Test
    void aStretchThatBeginsWithinAHoldIsLeftCensored() {
        // The first temperatures come in the middle of a drop.
        SampleTable samples = samples(40, InferredEpisodesTest::choppy, i -> i < 22 ? NAN : heating(i));

        TimeSeries flags = InferredEpisodes.of(samples, CONFIG).flags();

        CollapseEvents found = CollapseEvents.fromFlags("gpu0", CollapseKind.INFERRED, flags, 10000, 5000);
        assertThat(found.events()).isEmpty();
        assertThat(found.leftCensored()).isEqualTo(1);
    }

    static Stream<Arguments> blindDevices() {
        return Stream.of(
                Arguments.of(
                        samples(60, i -> NAN, InferredEpisodesTest::heating), InferredRun.BlindReason.NO_UTILIZATION),
                Arguments.of(
                        samples(60, InferredEpisodesTest::choppy, i -> NAN), InferredRun.BlindReason.NO_TEMPERATURE),
                Arguments.of(
                        samples(60, InferredEpisodesTest::choppy, i -> 50),
                        InferredRun.BlindReason.CONSTANT_TEMPERATURE),
                Arguments.of(
                        samples(60, i -> i < 30 ? 97 : NAN, i -> i < 30 ? 50 : 51),
                        InferredRun.BlindReason.CONSTANT_TEMPERATURE),
                Arguments.of(
                        samples(60, InferredEpisodesTest::choppy, i -> i == 7 ? 50 : NAN),
                        InferredRun.BlindReason.NEVER_JUDGED),
                Arguments.of(samples(4, i -> 97, InferredEpisodesTest::heating), InferredRun.BlindReason.NEVER_JUDGED));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("blindDevices")
    void saysWhyADeviceIsBlind(SampleTable samples, InferredRun.BlindReason reason) {
        InferredEpisodes episodes = InferredEpisodes.of(samples, CONFIG);

        assertThat(episodes.blind()).contains(reason);
        assertThat(episodes.flags().size()).isEqualTo(samples.size());
        assertThat(episodes.flags().values()).containsOnly(NAN);
    }

    @Test
    void aRunIsCutAtRestartsAndKeepsItsBlindDevices() {
        TimeSeries norms = TimeSeries.of(new long[] {0, 30000, 50000}, new double[] {1, 2, 3});
        SampleTable.Builder entries = SampleTable.builder(SampledRun.GRAD_NORM, SampledRun.LOSS);
        SampledRun run = new SampledRun(
                "luna",
                entries.build(),
                norms,
                TimeSeries.of(norms.epochMillis(), new double[] {1, 2, 1}),
                new TreeMap<>(Map.of(
                        "cpu", samples(60, InferredEpisodesTest::choppy, i -> 50),
                        "gpu0", samples(60, InferredEpisodesTest::choppy, InferredEpisodesTest::heating))));

        InferredRun inferred = run.withInferredCollapses(Map.of("cpu", CONFIG, "gpu0", CONFIG));

        Run part = inferred.run();
        assertThat(part.id()).isEqualTo("luna");
        assertThat(inferred.blind()).containsExactly(Map.entry("cpu", InferredRun.BlindReason.CONSTANT_TEMPERATURE));
        assertThat(part.collapses()).isEqualTo(CollapseKind.INFERRED);
        assertThat(part.observable()).containsOnlyKeys("gpu0");
        assertThat(requireNonNull(part.collapseFlags().get("gpu0")).values()).contains(1);
        assertThat(Restarts.cut(part, run.step()).runs())
                .allSatisfy(stretch -> assertThat(stretch.collapses()).isEqualTo(CollapseKind.INFERRED));
    }

    @Test
    void refusesADeviceWithoutAConfiguration() {
        TimeSeries none = TimeSeries.of(new long[0], new double[0]);
        SampledRun run = new SampledRun(
                "luna",
                SampleTable.builder(SampledRun.GRAD_NORM).build(),
                none,
                none,
                new TreeMap<>(Map.of("gpu0", samples(1, i -> 1, i -> 1))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.withInferredCollapses(Map.of("cpu", CONFIG)))
                .withMessage("configs must have one for gpu0, got [cpu]");
    }
}

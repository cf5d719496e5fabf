package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.cost.ClusterSlowdown;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Episodes;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.cost.StepSides;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Vectors;

/** Every figure of the reference in Python, to its tolerance. */
class CostVectorTest {
    private static final JsonNode VECTOR = Vectors.read("18_cost.json");
    private static final double RELATIVE = VECTOR.at("/tolerance/double_rel").doubleValue();
    private static final EpisodeKind KIND = new EpisodeKind("gpu0", "recorded");

    private static Stream<Named<JsonNode>> named(String list) {
        return StreamSupport.stream(VECTOR.get(list).spliterator(), false)
                .map(one -> Named.of(one.get("name").textValue(), one));
    }

    static Stream<Named<JsonNode>> cases() {
        return named("cases");
    }

    static Stream<Named<JsonNode>> doses() {
        return named("dose");
    }

    private static List<Segment> segments(JsonNode pairs) {
        List<Segment> segments = new ArrayList<>();
        pairs.forEach(pair ->
                segments.add(new Segment(pair.get(0).longValue(), pair.get(1).longValue())));
        return segments;
    }

    private static long[] times(JsonNode one) {
        JsonNode millis = one.get("stepMs");
        long[] times = new long[millis.size() + 1];
        times[0] = one.get("t0").longValue();
        for (int i = 0; i < millis.size(); i++) {
            times[i + 1] = times[i] + millis.get(i).longValue();
        }
        return times;
    }

    private static TimeSeries at(long... times) {
        return TimeSeries.of(times, new double[times.length]);
    }

    private static void check(JsonNode expected, String key, @Nullable Double value) {
        JsonNode wanted = expected.get(key);
        if (value == null || wanted.isNull()) {
            assertThat(value).as(key).isNull();
            assertThat(wanted.isNull()).as(key).isTrue();
        } else {
            double one = wanted.doubleValue();
            assertThat(Math.abs(value - one))
                    .as("%s: %s for %s", key, value, one)
                    .isLessThanOrEqualTo(Math.max(1e-12, RELATIVE * Math.abs(one)));
        }
    }

    private static @Nullable Double value(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    @Test
    void findsTheStretchesOfAFlag() {
        for (JsonNode unit : VECTOR.get("units")) {
            long[] times = StreamSupport.stream(unit.get("t").spliterator(), false)
                    .mapToLong(JsonNode::longValue)
                    .toArray();
            double[] flags = StreamSupport.stream(unit.get("flag").spliterator(), false)
                    .mapToDouble(flag -> flag.isNull() ? Double.NaN : flag.doubleValue())
                    .toArray();

            assertThat(FlagEpisodes.of(
                            TimeSeries.of(times, flags), unit.get("gapMs").longValue()))
                    .isEqualTo(segments(unit.get("expected")));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void costsWhatTheReferenceSays(JsonNode one) {
        boolean latencyKnown = one.at("/params/latencyKnown").asBoolean(false);
        Coverage watched = new Coverage(segments(one.get("O")));
        List<Segment> stretches = segments(one.get("episodes"));
        long guard = one.get("guardMs").longValue();
        assertThat(one.get("restarts")).as("a run is cut there").isEmpty();

        RunCost run = new CostAnalyzer(new CostConfig(guard, latencyKnown ? Set.of() : Set.of(KIND.reason())))
                .analyze("run", at(times(one)), watched, Map.of(KIND, stretches), CostAnalyzer.Signals.NONE);

        JsonNode expected = one.get("expected");
        EpisodeCost cost = run.episodes().get(0);
        Optional<Slowdown.Interval> interval = cost.interval();
        assertThat(run.used().orElseThrow().steps())
                .isEqualTo(expected.get("steps").intValue());
        assertThat(run.used().orElseThrow().stalls())
                .isEqualTo(expected.get("stalls").intValue());
        assertThat(cost.sides().orElseThrow().inside().count())
                .isEqualTo(expected.get("insideSteps").intValue());
        assertThat(cost.sides().orElseThrow().outside().count())
                .isEqualTo(expected.get("outsideSteps").intValue());
        assertThat(cost.slowdown().map(Slowdown::clusters).orElse(0))
                .isEqualTo(expected.get("clusters").intValue());
        assertThat(Math.round(1000 * cost.insideTotalSeconds()))
                .isEqualTo(expected.get("insideMs").longValue());
        check(expected, "slowdown", cost.slowdown().map(Slowdown::ratio).orElse(null));
        check(expected, "lower", interval.map(Slowdown.Interval::lower).orElse(null));
        check(expected, "upper", interval.map(Slowdown.Interval::upper).orElse(null));
        check(expected, "p", value(interval.map(Slowdown.Interval::p).orElse(OptionalDouble.empty())));
        check(
                expected,
                "insideSeconds",
                value(cost.sides().orElseThrow().inside().medianSeconds()));
        check(
                expected,
                "outsideSeconds",
                value(cost.sides().orElseThrow().outside().medianSeconds()));
        assertThat(cost.late().map(Slowdown.LateFlag::millis).orElse(0L))
                .isEqualTo(expected.get("lateMs").longValue());
        check(
                expected,
                "lateSlowdown",
                cost.late().map(Slowdown.LateFlag::ratio).orElse(null));
        check(
                expected,
                "lostSeconds",
                cost.lost().map(EpisodeCost.LostTime::seconds).orElse(null));
        check(
                expected,
                "lostLower",
                cost.lost().map(EpisodeCost.LostTime::lower).orElse(null));
        check(
                expected,
                "lostUpper",
                cost.lost().map(EpisodeCost.LostTime::upper).orElse(null));
        check(expected, "coveredShare", value(cost.coveredShare()));
        assertThat(cost.method().id()).isEqualTo(expected.get("method").textValue());
        List<String> qualifiers = new ArrayList<>();
        cost.late().ifPresent(late -> qualifiers.add("FLAG_LATE"));
        if (cost.isOfFewEpisodes()) {
            qualifiers.add("FEW_EPISODES");
        }
        assertThat(qualifiers)
                .isEqualTo(StreamSupport.stream(expected.get("qualifiers").spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList());
        BestDecile decile = run.bestDecile().orElseThrow();
        check(one.get("bestDecile"), "decileSeconds", decile.decileSeconds());
        check(one.get("bestDecile"), "medianSeconds", decile.medianSeconds());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyClusterHasTheReferenceThatTheReferenceSays(JsonNode one) {
        StepTimes steps = StepTimes.of(at(times(one)), new Coverage(segments(one.get("O"))));
        Episodes episodes = Episodes.of(segments(one.get("episodes")));
        StepSides sides =
                StepSides.of(steps, episodes, episodes, one.get("guardMs").longValue());

        List<ClusterSlowdown> found = ClusterSlowdown.of(steps, sides, episodes.clusters());

        JsonNode rows = one.at("/expected/rows");
        assertThat(found).hasSameSizeAs(rows);
        for (int i = 0; i < found.size(); i++) {
            ClusterSlowdown cluster = found.get(i);
            assertThat(cluster.cluster().startMillis())
                    .isEqualTo(rows.get(i).get("fromMs").longValue());
            assertThat(cluster.cluster().endMillis())
                    .isEqualTo(rows.get(i).get("toMs").longValue());
            assertThat(cluster.steps()).isEqualTo(rows.get(i).get("steps").intValue());
            check(rows.get(i), "referenceMs", cluster.referenceMillis());
            check(rows.get(i), "slowdown", cluster.slowdown());
        }
    }

    @ParameterizedTest
    @MethodSource("doses")
    void followsTheClockAsTheReferenceSays(JsonNode one) {
        JsonNode steps = one.has("sameStepsAs")
                ? VECTOR.get("dose").get(one.get("sameStepsAs").intValue())
                : one;
        long[] times = times(steps);
        int size = one.has("firstSteps") ? one.get("firstSteps").intValue() + 1 : times.length;
        long[] first = Arrays.copyOf(times, size);
        JsonNode clock = one.get("clock");
        long[] clockTimes = new long[clock.size()];
        double[] clocks = new double[clock.size()];
        for (int i = 0; i < clocks.length; i++) {
            clockTimes[i] = one.get("clockT").get(i).longValue();
            clocks[i] = clock.get(i).doubleValue();
        }
        JsonNode full = one.get("clockMax");

        DoseResponse dose = DoseFit.of(
                "gpu0",
                StepTimes.of(at(first), new Coverage(segments((one.has("O") ? one : steps).get("O")))),
                Optional.of(new ClockSamples(
                        TimeSeries.of(clockTimes, clocks),
                        full.isNull() ? OptionalDouble.empty() : OptionalDouble.of(full.doubleValue()))));

        JsonNode expected = one.get("expected");
        if (dose instanceof DoseResponse.Refused refused) {
            assertThat(refused.reason().name()).isEqualTo(expected.get("reason").textValue());
        } else if (dose instanceof DoseResponse.Estimated estimated) {
            assertThat(expected.get("reason").isNull()).isTrue();
            assertThat(estimated.bins()).isEqualTo(expected.get("bins").intValue());
            assertThat(estimated.blocks()).isEqualTo(expected.get("blocks").intValue());
            check(expected, "clockMax", estimated.clockMax());
            check(expected, "meanClockShare", estimated.meanClockShare());
            check(expected, "slope", estimated.slopeMillis());
            check(expected, "slowdown", estimated.slowdown());
            check(expected, "lower", estimated.lower());
            check(expected, "upper", estimated.upper());
            assertThat(estimated.extrapolated())
                    .isEqualTo(expected.get("extrapolated").booleanValue());
        }
    }
}

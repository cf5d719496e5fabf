package org.thermograd.domain.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.analysis.comparison.RunComparison.Difference;
import org.thermograd.domain.analysis.comparison.RunComparison.Parts;
import org.thermograd.domain.analysis.cost.ClockSamples;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Vectors;

/** Every figure of the reference in Python, to its tolerance. */
class ComparisonVectorTest {
    private static final JsonNode VECTOR = Vectors.read("21_compare.json");
    private static final double RELATIVE = VECTOR.at("/tolerance/double_rel").doubleValue();
    private static final double ABSOLUTE = VECTOR.at("/tolerance/double_abs").doubleValue();
    private static final double MEGA = 1e6;

    static Stream<Named<JsonNode>> cases() {
        return StreamSupport.stream(VECTOR.get("cases").spliterator(), false)
                .map(one -> Named.of(one.get("name").textValue(), one));
    }

    static Stream<JsonNode> decisions() {
        return StreamSupport.stream(VECTOR.get("decisions").spliterator(), false);
    }

    private static List<ComparedRun> runs(JsonNode names) {
        List<ComparedRun> runs = new ArrayList<>();
        names.forEach(name -> runs.add(run(name.textValue(), VECTOR.get("runs").get(name.textValue()))));
        return runs;
    }

    private static ComparedRun run(String name, JsonNode run) {
        JsonNode millis = run.get("stepMs");
        long[] times = new long[millis.size() + 1];
        double[] numbers = new double[times.length];
        times[0] = run.get("t0").longValue();
        numbers[0] = run.get("firstStep").isNull()
                ? Double.NaN
                : run.get("firstStep").doubleValue();
        for (int i = 0; i < millis.size(); i++) {
            times[i + 1] = times[i] + millis.get(i).longValue();
            numbers[i + 1] = numbers[i] + 1;
        }
        SortedMap<String, String> labels = new TreeMap<>();
        run.get("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().textValue()));
        SortedMap<String, ComparedDevice> devices = new TreeMap<>();
        run.get("devices").properties().forEach(device -> devices.put(device.getKey(), device(device.getValue())));
        return new ComparedRun(name, labels, TimeSeries.of(times, numbers), devices, false);
    }

    private static ComparedDevice device(JsonNode device) {
        int n = device.get("n").intValue();
        long[] times = new long[n];
        double[] flags = new double[n];
        double[] clocks = new double[n];
        Arrays.fill(flags, device.get("flagRanges").isNull() ? Double.NaN : 0);
        for (JsonNode range : device.get("flagRanges")) {
            Arrays.fill(flags, range.get(0).intValue(), range.get(1).intValue(), 1);
        }
        for (int i = 0; i < n; i++) {
            times[i] = device.get("t0").longValue() + i * device.get("dt").longValue();
        }
        JsonNode changes = device.get("clockChanges");
        for (JsonNode change : changes) {
            Arrays.fill(clocks, change.get(0).intValue(), n, change.get(1).doubleValue() * MEGA);
        }
        JsonNode full = device.get("clockMax");
        return new ComparedDevice(
                TimeSeries.of(times, flags),
                new ClockSamples(
                        changes.isNull() ? TimeSeries.EMPTY : TimeSeries.of(times, clocks),
                        full.isNull() ? OptionalDouble.empty() : OptionalDouble.of(full.doubleValue() * MEGA)));
    }

    private static void check(JsonNode expected, double value) {
        double wanted = expected.doubleValue();
        assertThat(Math.abs(value - wanted))
                .as("%s for %s", value, wanted)
                .isLessThanOrEqualTo(Math.max(ABSOLUTE, RELATIVE * Math.abs(wanted)));
    }

    private static void check(JsonNode expected, OptionalDouble value) {
        assertThat(value.isEmpty()).isEqualTo(expected.isNull());
        value.ifPresent(one -> check(expected, one));
    }

    private static void check(JsonNode expected, EffectInterval interval) {
        check(expected.get("value"), interval.value());
        check(expected.get("lower"), interval.lower());
        check(expected.get("upper"), interval.upper());
        check(expected.get("lowerSame"), interval.lowerSame());
        check(expected.get("upperSame"), interval.upperSame());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> names(List<? extends Enum<?>> list) {
        return list.stream().map(Enum::name).toList();
    }

    private static ComparisonConfig config(JsonNode params) {
        return new ComparisonConfig(
                params.path("tolerance").asDouble(ComparisonConfig.DEFAULTS.tolerance()),
                ComparisonConfig.DEFAULTS.runToRunSd());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comparesAsTheReferenceDoes(JsonNode one) {
        RunComparison comparison =
                new RunComparer(config(one.get("params"))).compare(runs(one.get("A")), runs(one.get("B")));

        JsonNode expected = one.get("expected");
        assertThat(comparison.sentence()).isEqualTo(expected.get("sentence").textValue());
        assertThat(comparison.outcome()).hasToString(expected.get("outcome").textValue());
        assertThat(comparison.outcome().exitCode())
                .isEqualTo(expected.get("exitCode").intValue());
        assertThat(names(comparison.reasons())).isEqualTo(texts(expected.get("reasons")));
        assertThat(names(comparison.qualifiers())).isEqualTo(texts(expected.get("qualifiers")));
        assertThat(comparison.labelsThatDiffer()).isEqualTo(texts(expected.get("labelsThatDiffer")));
        assertThat(comparison.difference().isEmpty())
                .isEqualTo(expected.get("total").isNull());
        comparison.difference().ifPresent(difference -> checkDifference(expected, difference));
        List<RunSummary> runs = Stream.of(comparison.runsA(), comparison.runsB())
                .flatMap(List::stream)
                .toList();
        assertThat(runs).hasSameSizeAs(expected.get("runs"));
        for (int i = 0; i < runs.size(); i++) {
            checkRun(expected.get("runs").get(i), runs.get(i));
        }
    }

    private static void checkDifference(JsonNode expected, Difference difference) {
        check(expected.get("total"), difference.total());
        check(expected.at("/total/se"), difference.total().standardError());
        check(expected.at("/total/df"), difference.total().degreesOfFreedom());
        assertThat(difference.parts().isEmpty()).isEqualTo(expected.get("code").isNull());
        difference.parts().ifPresent(parts -> {
            check(expected.get("code"), parts.code());
            check(expected.get("hardware"), parts.hardware());
        });
        assertThat(difference.matched()).isEqualTo(expected.get("matched").booleanValue());
        assertThat(difference.hardware()).isEqualTo(expected.get("cause").textValue());
        JsonNode pairs = expected.get("pairs");
        for (int i = 0; i < pairs.size(); i++) {
            for (int j = 0; j < pairs.get(i).size(); j++) {
                checkPair(pairs.get(i).get(j), difference.pairs().get(i).get(j));
            }
        }
    }

    private static void checkPair(JsonNode expected, PairSummary pair) {
        check(expected.get("T"), pair.total());
        check(expected.get("meanA"), pair.meanMillisA());
        check(expected.get("meanB"), pair.meanMillisB());
        check(expected.get("commonA"), pair.commonA());
        check(expected.get("commonB"), pair.commonB());
        check(expected.get("uA"), pair.ratioA());
        check(expected.get("uB"), pair.ratioB());
        assertThat(pair.matched()).isEqualTo(expected.get("matched").booleanValue());
        assertThat(pair.clocks()).isEqualTo(expected.path("mode").asText(""));
        JsonNode code = expected.get("code");
        assertThat(pair.code()).hasSize(code.size());
        for (int i = 0; i < code.size(); i++) {
            check(code.get(i).get("C"), pair.code().get(i).code());
            check(code.get(i).get("kappa"), pair.code().get(i).slope());
        }
    }

    private static void checkRun(JsonNode expected, RunSummary run) {
        assertThat(run.usableMillis()).isEqualTo(expected.get("usableMs").longValue());
        assertThat(run.steps()).isEqualTo(expected.get("steps").intValue());
        assertThat(run.cleanMillis()).isEqualTo(expected.get("cleanMs").longValue());
        assertThat(run.cleanSteps()).isEqualTo(expected.get("cleanSteps").intValue());
        assertThat(run.cleanOnly() ? "clean" : "all")
                .isEqualTo(expected.get("method").textValue());
        assertThat(run.blocks()).isEqualTo(expected.get("blocks").intValue());
        check(expected.get("throttledShare"), run.throttledShare());
        expected.get("flaggedShare")
                .properties()
                .forEach(
                        share -> check(share.getValue(), run.flaggedShares().getOrDefault(share.getKey(), Double.NaN)));
        JsonNode slope = expected.get("kappa");
        if (run.slope() instanceof ClockSlope.Known known) {
            assertThat(slope.get("reason").isNull()).isTrue();
            check(slope.get("value"), known.value());
            check(slope.get("se"), known.standardError());
            assertThat(known.bins()).isEqualTo(slope.get("bins").intValue());
        } else {
            assertThat(((ClockSlope.Unknown) run.slope()).reason())
                    .hasToString(slope.get("reason").textValue());
        }
    }

    /** In the pairs of single runs, the changes without each block are those of the reference too. */
    @ParameterizedTest
    @MethodSource("cases")
    void leavesOutBlocksAsTheReferenceDoes(JsonNode one) {
        JsonNode code = one.at("/expected/pairs/0/0/code");
        if (code.path(0).path("leftC").isEmpty()) {
            return;
        }
        List<ComparedRun> all = Stream.of(runs(one.get("A")), runs(one.get("B")))
                .flatMap(List::stream)
                .toList();
        RunSteps a = new RunSteps(all.get(0), Double.NaN);
        RunSteps b = new RunSteps(all.get(1), Double.NaN);
        PairDifference pair = RunPair.of(a, b, 1).orElseThrow();

        for (int i = 0; i < code.size(); i++) {
            checkLeft(code.get(i).get("leftC"), pair.code().get(i).codeLeftOut());
            checkLeft(code.get(i).get("leftT"), pair.code().get(i).totalLeftOut());
        }
    }

    private static void checkLeft(JsonNode expected, LeftOut left) {
        for (boolean second : new boolean[] {false, true}) {
            JsonNode blocks = expected.get(second ? 1 : 0);
            assertThat(left.of(second)).hasSize(blocks.size());
            for (int block = 0; block < blocks.size(); block++) {
                check(blocks.get(block), left.of(second)[block]);
            }
        }
    }

    private static EffectInterval interval(JsonNode interval) {
        return new EffectInterval(
                interval.get("value").doubleValue(),
                interval.get("lower").doubleValue(),
                interval.get("upper").doubleValue(),
                interval.get("lowerSame").doubleValue(),
                interval.get("upperSame").doubleValue(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void decidesAsTheReferenceDoes(JsonNode one) {
        Optional<Parts> parts = one.get("code").isNull()
                ? Optional.empty()
                : Optional.of(new Parts(interval(one.get("code")), interval(one.get("hardware"))));
        Optional<ComparisonReason> unknown = Optional.of(one.get("codeReason"))
                .filter(reason -> !reason.isNull())
                .map(reason -> ComparisonReason.valueOf(reason.textValue()));

        ComparisonDecision decision = ComparisonDecision.of(
                interval(one.get("total")),
                parts,
                texts(one.get("qualifiersBefore")).stream()
                        .map(ComparisonQualifier::valueOf)
                        .toList(),
                unknown,
                ComparisonConfig.DEFAULTS.logTolerance());

        JsonNode expected = one.get("expected");
        assertThat(decision.outcome()).hasToString(expected.get("outcome").textValue());
        assertThat(names(decision.reasons())).isEqualTo(texts(expected.get("reasons")));
        assertThat(names(decision.qualifiers())).isEqualTo(texts(expected.get("qualifiers")));
    }
}

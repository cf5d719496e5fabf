package org.thermograd.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;
import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.adapter.report.json.AnalysisJson;
import org.thermograd.adapter.report.json.JsonFields;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.WindowScan;
import org.thermograd.testing.VectorRuns;
import org.thermograd.testing.Vectors;

/** The verdicts of the vectors 15 to 19 from event trains, through the domain and the JSON that users read. */
class CouplingVectorsTest {
    private static final double RELATIVE = 1e-9;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (String file :
                List.of("15_resume.json", "16_step_intervals.json", "17_latency_windows.json", "19_incidents.json")) {
            Vectors.read(file)
                    .get("cases")
                    .forEach(one ->
                            cases.add(Arguments.of(file + ": " + one.get("name").textValue(), one)));
        }
        return cases.stream();
    }

    private static Analysis analysis(JsonNode one) {
        CorrelationConfig config = VectorRuns.config(one);
        return new Analyzer(config)
                .judge(
                        new PooledRuns(VectorRuns.runs(one), List.of(), List.of(), Set.of()),
                        one.get("guardMs").longValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agreesWithTheVectors(String name, JsonNode one) {
        Analysis analysis = analysis(one);
        ObjectNode actual = new ObjectMapper().createObjectNode();
        AnalysisJson.write(
                analysis,
                VectorRuns.config(one).events(),
                Optional.empty(),
                new JsonFields(actual, "analysis", new TreeMap<>()));
        JsonNode expected = one.get("expected");

        assertThat(analysis.verdict().code())
                .hasToString(expected.get("verdict").textValue());
        Set<String> qualifiers = new TreeSet<>();
        expected.get("qualifiers").forEach(qualifier -> qualifiers.add(qualifier.textValue()));
        assertThat(analysis.qualifiers()).extracting(Qualifier::name).containsExactlyInAnyOrderElementsOf(qualifiers);
        for (String test : List.of("forward", "backward", "sync")) {
            check(name + " " + test, actual.get(test), expected.get(test));
        }
        assertThat(actual.get("latency")).hasSameSizeAs(expected.get("latency"));
        for (int i = 0; i < expected.get("latency").size(); i++) {
            check(name + " latency", actual.at("/latency/" + i), expected.at("/latency/" + i));
        }
        checkScan(analysis.scan(), expected.path("scan"));
    }

    private static void check(String what, JsonNode actual, JsonNode expected) {
        expected.properties().forEach(field -> {
            String key = what + "." + field.getKey();
            JsonNode value = actual.path(field.getKey());
            JsonNode wanted = field.getValue();
            if (field.getKey().equals("estimable") && value.isMissingNode()) {
                return;
            }
            if (wanted.isNull()) {
                assertThat(value.isNull() || value.isMissingNode()).as(key).isTrue();
            } else if (wanted.isObject()) {
                check(key, value, wanted);
            } else if (wanted.isDouble()) {
                assertClose(value.doubleValue(), wanted.doubleValue(), RELATIVE, key);
            } else {
                assertThat(value.toString()).as(key).isEqualTo(wanted.toString());
            }
        });
    }

    private static void checkScan(Optional<WindowScan> scan, JsonNode expected) {
        assertThat(scan.isPresent()).isEqualTo(expected.isArray());
        scan.ifPresent(found -> {
            assertThat(found.tests()).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                WindowScan.Tested test = found.tests().get(i);
                JsonNode wanted = expected.get(i);
                assertThat(test.deltaTMillis()).isEqualTo(wanted.get("windowMs").longValue());
                assertThat(test.direction().name())
                        .isEqualToIgnoringCase(wanted.get("direction").textValue());
                assertClose(
                        test.coincidence().statistics().orElseThrow().p(),
                        wanted.get("p").doubleValue(),
                        RELATIVE,
                        "p");
                assertClose(test.q(), wanted.get("q").doubleValue(), RELATIVE, "q");
            }
        });
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        for (JsonNode one : Vectors.read("17_latency_windows.json").get("cases")) {
            Analysis first = new ForkJoinPool(1).submit(() -> analysis(one)).join();
            for (int threads : new int[] {2, 5}) {
                Analysis other =
                        new ForkJoinPool(threads).submit(() -> analysis(one)).join();
                assertThat(pValues(other)).isEqualTo(pValues(first));
                assertThat(other.verdict().code()).isEqualTo(first.verdict().code());
            }
        }
    }

    private static List<Double> pValues(Analysis analysis) {
        List<Double> p = new ArrayList<>();
        Stream.of(analysis.forward().orElseThrow(), analysis.backward().orElseThrow())
                .map(test -> test.coincidence().statistics().orElseThrow())
                .forEach(test -> p.addAll(List.of(test.p(), test.pOrder())));
        analysis.scan().ifPresent(scan -> scan.tests().forEach(test -> p.add(test.q())));
        return p;
    }

    @Test
    void devicesThatCollapseTogetherCountOnce() {
        JsonNode one = Vectors.read("19_incidents.json").get("cases").get(0);

        Analysis analysis = new Analyzer(CorrelationConfig.DEFAULTS)
                .judge(
                        new PooledRuns(VectorRuns.ofDevices(one), List.of(), List.of(), Set.of()),
                        one.get("guardMs").longValue());

        assertThat(analysis.runs().get(0).incidentMillis(CorrelationConfig.DEFAULTS.events()))
                .containsExactly(longs(one.at("/runs/0/collapses")));
        assertThat(analysis.forward().orElseThrow().coincidence().counts().effects())
                .isEqualTo(one.at("/expected/forward/nEffects").intValue());
    }
}

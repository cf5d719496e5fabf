package org.thermograd.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.report.json.AnalysisJson;
import org.thermograd.adapter.report.json.JsonFields;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.JsonComparison;
import org.thermograd.testing.Vectors;

/** Every report of the golden files, through the domain and the JSON that users read. */
class GoldenReportsTest {
    private static final JsonComparison COMPARISON = new JsonComparison(1e-9, "globalMeasure");

    /** The report of an analysis with the verdict where the oracle has it. */
    private static JsonNode report(List<Run> runs, CorrelationConfig config) {
        Analysis analysis = new Analyzer(config).analyze(runs);
        ObjectNode node = new ObjectMapper().createObjectNode();
        AnalysisJson.write(
                analysis,
                config.events(),
                Placebo.of(analysis, config),
                new JsonFields(node, "analysis", new TreeMap<>()));
        node.put("verdict", analysis.verdict().code().name());
        if (analysis.verdict() instanceof Verdict.NotEstimable notEstimable) {
            notEstimable.reasons().forEach(reason -> node.withArray("reasons").add(reason.name()));
            GoldenRuns.planAsBefore(node, config);
        } else {
            node.putArray("qualifiers");
            analysis.qualifiers()
                    .forEach(qualifier -> node.withArray("qualifiers").add(qualifier.name()));
        }
        GoldenRuns.withoutNewer(node);
        return node;
    }

    private static CorrelationConfig meanStd(JsonNode params) {
        return GoldenRuns.config(
                ((ObjectNode) params.deepCopy()).put("detector", "mean_std").put("k", 1.0));
    }

    @Test
    void firstExperiment() {
        JsonNode golden = Vectors.read("01_seed_experiment.json");
        JsonNode defaults = Vectors.read("02_coupled_forward.json").get("params");
        List<Run> runs = GoldenRuns.session(golden.get("inputs"), "luna-21");

        COMPARISON.check("mean_std", report(runs, meanStd(defaults)), golden.at("/expected/reportSeedDetector"));
        COMPARISON.check(
                "default", report(runs, GoldenRuns.config(defaults)), golden.at("/expected/reportDefaultDetector"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02_coupled_forward.json", "03_coupled_reverse.json"})
    void coupledSession(String file) {
        JsonNode golden = Vectors.read(file);
        JsonNode expected = golden.at("/expected/report");

        JsonNode actual = report(
                GoldenRuns.session(
                        golden.get("inputs"), expected.at("/runs/0/id").textValue()),
                GoldenRuns.config(golden.get("params")));

        COMPARISON.check(file, actual, expected);
    }

    @Test
    void unrelatedSession() {
        JsonNode golden = Vectors.read("04_independent_fpr.json");
        JsonNode session = golden.get("session");

        COMPARISON.check(
                "session",
                report(GoldenRuns.session(session.get("inputs"), "indep"), GoldenRuns.config(golden.get("params"))),
                session.at("/expected/report"));
    }

    @Test
    void edgeCases() {
        JsonNode golden = Vectors.read("05_edge_cases.json");

        assertThat(golden.get("cases")).hasSizeGreaterThanOrEqualTo(25).allSatisfy(edge -> {
            ObjectNode params = golden.get("defaults").deepCopy();
            params.setAll((ObjectNode) edge.get("paramsChanged"));
            COMPARISON.check(
                    edge.get("name").textValue(),
                    report(GoldenRuns.runs(edge.at("/inputs/runs")), GoldenRuns.config(params)),
                    edge.get("expected"));
        });
    }

    @Test
    void severalRunsAndDevicesPooled() {
        JsonNode golden = Vectors.read("09_runs_devices.json");
        List<Run> runs = GoldenRuns.runs(golden.at("/inputs/runs"));
        CorrelationConfig config = GoldenRuns.config(golden.get("params"));

        COMPARISON.check("pooled", report(runs, config), golden.at("/expected/pooled"));
        for (String device : List.of("gpu0", "gpu1")) {
            COMPARISON.check(
                    device,
                    report(only(runs, device), config),
                    golden.at("/expected/perDevice").get(device));
        }
    }

    private static List<Run> only(List<Run> runs, String device) {
        return runs.stream()
                .map(run -> new Run(
                        run.id(),
                        run.gradNorm(),
                        new TreeMap<>(
                                java.util.Map.of(device, run.collapseFlags().get(device)))))
                .toList();
    }

    @Test
    void remainingVerdicts() {
        JsonNode golden = Vectors.read("12_verdicts.json");

        assertThat(golden.get("cases"))
                .hasSize(2)
                .allSatisfy(one -> COMPARISON.check(
                        one.get("name").textValue(),
                        report(
                                GoldenRuns.session(
                                        one.get("inputs"),
                                        one.at("/expected/runs/0/id").textValue()),
                                GoldenRuns.config(golden.get("params"))),
                        one.get("expected")));
    }

    @Test
    void coversEveryVerdict() {
        Stream<JsonNode> edges = StreamSupport.stream(
                Vectors.read("05_edge_cases.json").get("cases").spliterator(), false);
        Stream<JsonNode> others = Stream.of("02_coupled_forward.json", "03_coupled_reverse.json")
                .map(file -> Vectors.read(file).at("/expected/report"));
        Stream<JsonNode> last = StreamSupport.stream(
                Vectors.read("12_verdicts.json").get("cases").spliterator(), false);

        assertThat(Stream.of(edges.map(e -> e.get("expected")), others, last.map(e -> e.get("expected")))
                        .flatMap(s -> s)
                        .map(report -> report.get("verdict").textValue())
                        .distinct())
                .hasSize(7);
    }
}

package org.thermograd.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.app.demo.SeededPrometheus;
import org.thermograd.testing.PrometheusServer;

/** Every query, variable and annotation of the dashboards on a real Prometheus with seeded data. */
class DashboardQueriesTest {
    private static final String RUN = "thermograd-run";
    private static final String VERSUS = "thermograd-collapse-vs-spike";
    private static final String FLEET = "thermograd-fleet";

    @TempDir
    static Path folder = Path.of("");

    private static @Nullable PrometheusServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = SeededPrometheus.start(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static PromQl prometheus() {
        return SeededServer.of(Objects.requireNonNull(server));
    }

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void showsDataInEveryPanelVariableAndAnnotation(Dashboard dashboard) {
        assertThat(new DashboardExecution(dashboard, prometheus(), SeededServer.selections(dashboard)).problems())
                .isEmpty();
    }

    /** A choice of one host, run or device leaves panels empty; what it does not may not be wrong. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void answersEveryChoiceOfOne(Dashboard dashboard) throws PromQl.RefusedException {
        Selection all = Selection.all(SeededServer.RANGE, SeededServer.STEP);
        List<String> problems = new ArrayList<>();
        for (Selection one : List.of(
                all.with("instance", "atlas:9877"),
                all.with("run", "simulated-blind"),
                all.with("device", "gpu1"),
                all.with("job", "nothing"))) {
            for (JsonNode panel : dashboard.panels()) {
                problems.addAll(ExecutedPanel.of(panel, one, prometheus()).problems());
            }
        }

        assertThat(problems).isEmpty();
    }

    static List<Mutation> mutations() {
        return List.of(
                Mutation.ofQuery(
                        "an absent metric", RUN, "Loss", "training_loss", "training_losses", " A: no finite value"),
                Mutation.ofQuery(
                        "a value that no label has",
                        FLEET,
                        "Time held back",
                        "sw_thermal|hw_thermal|power_brake|hw_slowdown",
                        "thermal",
                        " A: no finite value"),
                Mutation.ofQuery("a query that does not parse", RUN, "Loss", "avg by (run)", "avg by run", ": "),
                Mutation.ofPanel(
                        "a legend of a label that is not there",
                        RUN,
                        "Loss",
                        panel -> Mutation.replaceInTargets(panel, "legendFormat", "{{run}}", "{{hostname}}"),
                        ": A: the legend names hostname"),
                Mutation.ofPanel(
                        "a legend that tells two series not apart",
                        FLEET,
                        "Collapses",
                        panel -> Mutation.replaceInTargets(
                                panel, "legendFormat", "{{instance}} {{device}}", "{{device}}"),
                        ": A: two series are called gpu0"),
                Mutation.ofPanel(
                        "a column of a query that is not there",
                        VERSUS,
                        "What could be seen",
                        panel ->
                                ((ObjectNode) panel.at("/transformations/1/options/renameByName")).put("Value #X", "q"),
                        ": no column is called [Value #X]"),
                Mutation.ofPanel(
                        "an override of a legend that is not there",
                        RUN,
                        "Power and cap",
                        panel -> ((ObjectNode) panel.at("/fieldConfig/overrides/0/matcher")).put("options", "/ caps$/"),
                        ": no legend matches / caps$/"),
                new Mutation(
                        "a variable of a label that is not there",
                        RUN,
                        root -> ((ObjectNode) root.at("/templating/list/4/query"))
                                .put("query", "label_values(thermograd_device_info, card)"),
                        "variable device: "),
                new Mutation(
                        "an annotation in seconds",
                        RUN,
                        root -> annotationExpr(root, " * 1000", " * 1"),
                        "annotation Collapses: no mark in the time range"));
    }

    private static void annotationExpr(ObjectNode root, String from, String to) {
        ObjectNode target = (ObjectNode) root.at("/annotations/list/1/target");
        target.put("expr", target.path("expr").asText().replace(from, to));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aMistakeIsNamed(Mutation mutation) {
        Dashboard mutated = mutation.mutated();

        assertThat(new DashboardExecution(mutated, prometheus(), SeededServer.selections(mutated)).problems())
                .anyMatch(problem -> problem.startsWith(mutation.problem()));
    }
}

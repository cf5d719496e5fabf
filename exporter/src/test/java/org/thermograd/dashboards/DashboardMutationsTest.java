package org.thermograd.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in a dashboard that are found without any server: each is made, and the rules must name it. */
class DashboardMutationsTest {
    private static final String RUN = "thermograd-run";
    private static final String VERSUS = "thermograd-collapse-vs-spike";
    private static final String FLEET = "thermograd-fleet";

    static List<Mutation> mutations() {
        return List.of(
                Mutation.ofPanel(
                        "a unit that Grafana does not know",
                        RUN,
                        "Loss",
                        panel -> unit(panel, "celcius"),
                        ": unit must"),
                Mutation.ofPanel(
                        "a unit of something else",
                        RUN,
                        "Clock skew",
                        panel -> unit(panel, "watt"),
                        " A: shows thermograd_training_clock_skew_seconds and must have its unit"),
                Mutation.ofPanel("no unit", FLEET, "Devices", panel -> unit(panel, ""), ": unit must"),
                Mutation.ofPanel(
                        "no description",
                        VERSUS,
                        "Verdict",
                        panel -> panel.put("description", ""),
                        ": description must"),
                Mutation.ofPanel(
                        "an unknown option",
                        RUN,
                        "State",
                        panel -> ((ObjectNode) panel.path("options")).put("colourMode", "value"),
                        ": options.colourMode must be one of"),
                Mutation.ofPanel(
                        "an unknown value of an option",
                        RUN,
                        "State",
                        panel -> ((ObjectNode) panel.path("options")).put("graphMode", "bars"),
                        ": options.graphMode must be one of"),
                Mutation.ofPanel(
                        "no value shown as 0",
                        RUN,
                        "Collapses in this range",
                        panel -> defaults(panel).put("noValue", "0"),
                        ": noValue must be words"),
                Mutation.ofPanel(
                        "a data source of one installation",
                        RUN,
                        "Loss",
                        panel -> ((ObjectNode) panel.path("datasource")).put("uid", "Prometheus"),
                        ": datasource must be ${datasource}"),
                Mutation.ofPanel(
                        "no legend",
                        RUN,
                        "Loss",
                        panel -> Mutation.replaceInTargets(panel, "legendFormat", "{{run}}", ""),
                        ": A must have a legendFormat"),
                Mutation.ofPanel(
                        "an override of a column that is not there",
                        VERSUS,
                        "Collapse minus spike, against chance",
                        panel -> ((ObjectNode) panel.at("/fieldConfig/overrides/1/matcher")).put("options", "Pair"),
                        ": override for Pair, which is no column"),
                Mutation.ofQuery(
                        "a gauge that jumps, drawn as it is",
                        RUN,
                        "Gradient norm",
                        "max_over_time(thermograd_training_grad_norm_window_max{job=~\"$job\", instance=~\"$instance\","
                                + " run=~\"$run\"}[$__interval])",
                        "thermograd_training_grad_norm_window_max{job=~\"$job\", instance=~\"$instance\", run=~\"$run\"}",
                        " A: thermograd_training_grad_norm_window_max is a gauge"),
                Mutation.ofQuery(
                        "an absent metric",
                        RUN,
                        "Loss",
                        "training_loss",
                        "training_losses",
                        " A: thermograd_training_losses must be a family of docs/metrics.md"),
                Mutation.ofQuery(
                        "a counter as it is",
                        RUN,
                        "Spikes in this range",
                        "increase",
                        "max_over_time",
                        " A: thermograd_training_grad_spikes_total is a counter"),
                Mutation.ofQuery(
                        "a range of its own",
                        RUN,
                        "Spikes",
                        "$__rate_interval",
                        "1m",
                        " A: increase must be over $__rate_interval"),
                Mutation.ofQuery(
                        "a host of its own",
                        FLEET,
                        "Hosts that do not answer",
                        "instance=~\"$instance\"",
                        "instance=\"luna:9877\"",
                        " A: must not name a job"),
                Mutation.ofQuery(
                        "a selector that a choice does not narrow",
                        FLEET,
                        "Devices",
                        ", device=~\"$device\"",
                        "",
                        " A: thermograd_device_info must match device"),
                new Mutation(
                        "an undefined variable",
                        RUN,
                        root -> Mutation.replaceInTargets(Mutation.panel(root, "Loss"), "expr", "$run", "$model"),
                        "/panels"),
                new Mutation(
                        "the same id twice",
                        RUN,
                        root -> Mutation.panel(root, "Loss")
                                .put("id", root.at("/panels/1/id").asInt()),
                        "id 2 must be there once"),
                new Mutation(
                        "one panel over another",
                        RUN,
                        root -> ((ObjectNode) Mutation.panel(root, "Loss").path("gridPos")).put("x", 11),
                        "Loss overlaps Gradient norm"),
                new Mutation(
                        "a panel beyond the edge",
                        RUN,
                        root -> ((ObjectNode) Mutation.panel(root, "Loss").path("gridPos")).put("w", 13),
                        "Loss must lie within 24 columns"),
                new Mutation(
                        "a link to a dashboard that is not there",
                        RUN,
                        root -> ((ObjectNode) root.at("/links/1")).put("url", "/d/thermograd-hosts"),
                        "link to an unknown dashboard thermograd-hosts"),
                new Mutation(
                        "a link that loses the time range",
                        FLEET,
                        root -> ((ObjectNode) root.at("/links/0")).put("keepTime", false),
                        "link Run must keep the time"),
                new Mutation(
                        "a variable that does not follow the time range",
                        FLEET,
                        root -> variable(root, "run").put("refresh", 1),
                        "variable run must refresh"),
                new Mutation(
                        "all as a list of every host",
                        FLEET,
                        root -> variable(root, "instance").put("allValue", ""),
                        "variable instance must have .+"),
                new Mutation(
                        "an annotation at the time of the scrape",
                        RUN,
                        root -> ((ObjectNode) root.at("/annotations/list/1")).put("useValueForTime", false),
                        "annotation Collapses: must take milliseconds"),
                new Mutation("inputs of an export", RUN, root -> root.putArray("__inputs"), "__inputs are resolved"),
                new Mutation("another uid", RUN, root -> root.put("uid", "run"), "uid must be the name of the file"));
    }

    private static ObjectNode defaults(ObjectNode panel) {
        return (ObjectNode) panel.at("/fieldConfig/defaults");
    }

    private static void unit(ObjectNode panel, String unit) {
        defaults(panel).put("unit", unit);
    }

    private static ObjectNode variable(ObjectNode root, String name) {
        for (JsonNode one : root.at("/templating/list")) {
            if (one.path("name").asText().equals(name)) {
                return (ObjectNode) one;
            }
        }
        throw new IllegalArgumentException("no variable " + name);
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void isNamed(Mutation mutation) {
        assertThat(DashboardRules.problems(mutation.mutated(), Dashboard.all()))
                .anyMatch(problem -> problem.startsWith(mutation.problem()));
    }
}

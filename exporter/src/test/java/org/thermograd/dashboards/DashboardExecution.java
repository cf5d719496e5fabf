package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Prometheus everything that a dashboard asks, and says what is wrong with the answers. Immutable. */
final class DashboardExecution {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private final Dashboard dashboard;
    private final PromQl prometheus;
    private final List<Selection> selections;

    /**
     * Takes what to ask.
     *
     * @param selections what is chosen, one after the other; data must come with at least one of them
     */
    DashboardExecution(Dashboard dashboard, PromQl prometheus, List<Selection> selections) {
        this.dashboard = dashboard;
        this.prometheus = prometheus;
        this.selections = selections;
    }

    /** Returns what is wrong, one line each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        problems.addAll(panels());
        problems.addAll(variables());
        problems.addAll(annotations());
        return problems;
    }

    private Set<String> panels() {
        Set<String> problems = new TreeSet<>();
        for (JsonNode panel : dashboard.panels()) {
            Set<String> missing = new TreeSet<>();
            for (int i = 0; i < selections.size(); i++) {
                try {
                    ExecutedPanel executed = ExecutedPanel.of(panel, selections.get(i), prometheus);
                    problems.addAll(executed.problems());
                    if (i == 0) {
                        missing.addAll(executed.missing());
                    } else {
                        missing.retainAll(executed.missing());
                    }
                } catch (PromQl.RefusedException | IllegalArgumentException e) {
                    problems.add(Dashboard.title(panel) + ": " + e.getMessage());
                }
            }
            problems.addAll(missing);
        }
        return problems;
    }

    private List<String> variables() {
        List<String> problems = new ArrayList<>();
        for (JsonNode variable : dashboard.variables()) {
            if (!variable.path("type").asText().equals("query")) {
                continue;
            }
            String name = "variable " + variable.path("name").asText();
            String query = variable.path("query").path("query").asText();
            Matcher call = LABEL_VALUES.matcher(query);
            try {
                if (!query.equals(variable.path("definition").asText()) || !call.matches()) {
                    problems.add(name + ": must be one label_values(...), got " + query);
                } else if (prometheus
                        .labelValues(call.group(2), selections.get(0).apply(call.group(1)))
                        .isEmpty()) {
                    problems.add(name + ": no value");
                }
            } catch (PromQl.RefusedException | IllegalArgumentException e) {
                problems.add(name + ": " + e.getMessage());
            }
        }
        return problems;
    }

    private Set<String> annotations() {
        Set<String> problems = new TreeSet<>();
        for (JsonNode annotation : dashboard.annotations()) {
            String name = "annotation " + annotation.path("name").asText() + ": ";
            int marks = 0;
            for (Selection selection : selections) {
                try {
                    List<PromQl.Series> all = prometheus.range(
                            selection.apply(
                                    annotation.path("target").path("expr").asText()),
                            selection.interval());
                    for (PromQl.Series one : all) {
                        marks += marks(annotation, one);
                        missingLabels(annotation, one).forEach(label -> problems.add(name + "no label " + label));
                    }
                } catch (PromQl.RefusedException | IllegalArgumentException e) {
                    problems.add(name + e.getMessage());
                }
            }
            if (marks == 0) {
                problems.add(name + "no mark in the time range");
            }
        }
        return problems;
    }

    /** Returns how many samples make a mark that is in the time range. */
    private int marks(JsonNode annotation, PromQl.Series one) {
        boolean valueIsTime = annotation.path("useValueForTime").asBoolean();
        return (int) one.points().stream()
                .filter(point -> point.value() > 0)
                .mapToDouble(point -> valueIsTime ? point.value() : point.epochMillis())
                .filter(millis -> millis >= prometheus.from().toEpochMilli()
                        && millis <= prometheus.to().toEpochMilli())
                .count();
    }

    private static List<String> missingLabels(JsonNode annotation, PromQl.Series one) {
        List<String> named = new ArrayList<>();
        named.addAll(ExecutedPanel.places(annotation.path("titleFormat").asText()));
        named.addAll(ExecutedPanel.places(annotation.path("textFormat").asText()));
        named.addAll(List.of(annotation.path("tagKeys").asText().split(",")));
        named.removeAll(one.labels().keySet());
        return named;
    }
}

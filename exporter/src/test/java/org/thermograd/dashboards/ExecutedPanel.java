package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A panel with what a Prometheus answered to its queries. Immutable.
 *
 * @param panel the panel
 * @param answers the answer to each of its targets, in their order
 */
record ExecutedPanel(JsonNode panel, List<Answer> answers) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    /** The answer to one target. */
    record Answer(JsonNode target, List<PromQl.Series> series) {
        String ref() {
            return target.path("refId").asText();
        }

        /** Returns the legend of a series as Grafana writes it; a label that it has not leaves the place empty. */
        String legend(PromQl.Series one) {
            return ExecutedPanel.legend(target.path("legendFormat").asText(), one);
        }
    }

    static ExecutedPanel of(JsonNode panel, Selection selection, PromQl prometheus) throws PromQl.RefusedException {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode target : Dashboard.targets(panel)) {
            String expr = selection.apply(target.path("expr").asText());
            answers.add(new Answer(
                    target,
                    target.path("instant").asBoolean()
                            ? prometheus.instant(expr)
                            : prometheus.range(expr, selection.interval())));
        }
        return new ExecutedPanel(panel, answers);
    }

    static String legend(String format, PromQl.Series one) {
        return PLACE.matcher(format)
                .replaceAll(place -> Matcher.quoteReplacement(one.labels().getOrDefault(place.group(1), "")));
    }

    static List<String> places(String format) {
        return PLACE.matcher(format).results().map(place -> place.group(1)).toList();
    }

    /** Returns what is wrong with the answers, one line each; an answer without a series is no matter here. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> legends = new HashSet<>();
        boolean table = Set.of("table", "trend").contains(Dashboard.type(panel));
        for (Answer answer : answers) {
            Set<Map<String, String>> rows = new HashSet<>();
            for (PromQl.Series one : answer.series()) {
                for (String label : places(answer.target().path("legendFormat").asText())) {
                    if (!one.labels().containsKey(label)) {
                        problems.add(answer.ref() + ": the legend names " + label + ", the series has "
                                + one.labels().keySet());
                    }
                }
                if (table && !rows.add(one.labels())) {
                    problems.add(answer.ref() + ": two rows are " + one.labels());
                }
                if (!table && !legends.add(answer.legend(one))) {
                    problems.add(answer.ref() + ": two series are called " + answer.legend(one));
                }
            }
        }
        if (table) {
            columns(problems);
        }
        return problems.stream()
                .distinct()
                .map(problem -> Dashboard.title(panel) + ": " + problem)
                .toList();
    }

    /** Returns what should have come and did not: a finite value of each target, and a legend for each override. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        Set<String> legends = new HashSet<>();
        for (Answer answer : answers) {
            answer.series().forEach(one -> legends.add(answer.legend(one)));
            if (answer.series().stream()
                    .flatMap(one -> one.points().stream())
                    .noneMatch(point -> Double.isFinite(point.value()))) {
                missing.add(Dashboard.title(panel) + " " + answer.ref() + ": no finite value");
            }
        }
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            String name = override.path("matcher").path("options").asText();
            if (override.path("matcher").path("id").asText().equals("byRegexp")
                    && legends.stream()
                            .noneMatch(legend -> Pattern.compile(name.substring(1, name.length() - 1))
                                    .matcher(legend)
                                    .find())) {
                missing.add(Dashboard.title(panel) + ": no legend matches " + name);
            }
        }
        return missing;
    }

    /** Columns that are renamed or put in order must come out of the queries. */
    private void columns(List<String> problems) {
        Set<String> columns = new HashSet<>(Set.of("Time"));
        for (Answer answer : answers) {
            columns.add(answers.size() == 1 ? "Value" : "Value #" + answer.ref());
            answer.series().forEach(one -> columns.addAll(one.labels().keySet()));
        }
        Set<String> shown = new HashSet<>();
        for (JsonNode transformation : panel.path("transformations")) {
            JsonNode options = transformation.path("options");
            for (String key : List.of("renameByName", "indexByName", "excludeByName")) {
                options.path(key).fieldNames().forEachRemaining(shown::add);
            }
        }
        shown.removeAll(columns);
        if (!shown.isEmpty()
                && answers.stream().noneMatch(answer -> answer.series().isEmpty())) {
            problems.add("no column is called " + new TreeSet<>(shown));
        }
    }
}

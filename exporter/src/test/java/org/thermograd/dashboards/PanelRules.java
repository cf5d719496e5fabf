package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of a panel: title, description, unit, data source, what it shows without a value, options. Immutable. */
final class PanelRules {
    /** Identifiers of units that Grafana knows, as far as we use them. */
    private static final Set<String> UNITS =
            Set.of("none", "short", "locale", "ops", "s", "dtdurations", "celsius", "watt", "percentunit");

    private static final int SHORTEST_DESCRIPTION = 60;

    private final JsonNode panel;
    private final List<String> problems = new ArrayList<>();

    private PanelRules(JsonNode panel) {
        this.panel = panel;
    }

    /** Returns what is wrong with a panel, one line each. */
    static List<String> problems(JsonNode panel) {
        PanelRules rules = new PanelRules(panel);
        rules.words();
        rules.problems.addAll(PanelOptions.problems(panel));
        if (!Dashboard.type(panel).equals("text")) {
            rules.field();
            rules.targets();
        }
        rules.columns();
        return rules.problems.stream()
                .map(problem -> Dashboard.title(panel) + ": " + problem)
                .toList();
    }

    private void must(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    static boolean isDatasource(JsonNode datasource) {
        return datasource.path("uid").asText().equals("${datasource}")
                && datasource.path("type").asText().equals("prometheus");
    }

    private void words() {
        String description = panel.path("description").asText();
        must(!Dashboard.title(panel).isBlank(), "title must not be empty");
        must(
                description.contains("Normal:") && description.length() >= SHORTEST_DESCRIPTION,
                "description must say what is shown, what is normal and what to do");
    }

    private void field() {
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        unit("unit", defaults.path("unit"));
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            for (JsonNode property : override.path("properties")) {
                if (property.path("id").asText().equals("unit")) {
                    unit("unit of " + override.path("matcher").path("options").asText(), property.path("value"));
                }
            }
        }
        must(!defaults.path("noValue").asText().isBlank(), "noValue must say what no value means, which is not 0");
        must(
                !defaults.path("noValue").asText().matches("-?[0-9.]+"),
                "noValue must be words, got " + defaults.path("noValue").asText());
    }

    private void unit(String what, JsonNode unit) {
        must(UNITS.contains(unit.asText()), what + " must be one of " + UNITS + ", got " + unit.asText("nothing"));
    }

    private void targets() {
        List<JsonNode> targets = Dashboard.targets(panel);
        must(!targets.isEmpty(), "targets must not be empty");
        must(isDatasource(panel.path("datasource")), "datasource must be ${datasource}");
        Set<String> refs = new HashSet<>();
        for (JsonNode target : targets) {
            String ref = target.path("refId").asText();
            must(refs.add(ref), "refId " + ref + " must be there once");
            must(isDatasource(target.path("datasource")), ref + " must ask ${datasource}");
            must(!target.path("expr").asText().isBlank(), ref + " must have an expr");
            must(
                    target.path("instant").asBoolean() != target.path("range").asBoolean(),
                    ref + " must be instant or range");
            boolean table = target.path("format").asText().equals("table");
            must(
                    table == Set.of("table", "trend").contains(Dashboard.type(panel)),
                    ref + " must have the format table in tables and only there");
            must(table || !target.path("legendFormat").asText().isBlank(), ref + " must have a legendFormat");
        }
    }

    /** Overrides must name a column; those of a legend are compared with the legends when the queries are executed. */
    private void columns() {
        Set<String> names = new HashSet<>();
        for (JsonNode transformation : panel.path("transformations")) {
            transformation.path("options").path("renameByName").forEach(name -> names.add(name.asText()));
        }
        boolean named = Dashboard.targets(panel).stream()
                .anyMatch(target -> target.path("legendFormat").asText().contains("{{"));
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            String id = override.path("matcher").path("id").asText();
            String name = override.path("matcher").path("options").asText();
            must(Set.of("byName", "byRegexp").contains(id), "override must be by name or by pattern, got " + id);
            must(names.contains(name) || named, "override for " + name + ", which is no column");
        }
    }
}

package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of the types of panels that we use, as the types of the Grafana Foundation SDK 0.0.21 have them; the script
 * {@code scripts/check-dashboard-types} compares the whole document with those types where Node.js is. Immutable.
 */
final class PanelOptions {
    private static final Set<String> ANY = Set.of();
    private static final Map<String, Set<String>> LEGEND_AND_TOOLTIP = Map.of("legend", ANY, "tooltip", ANY);

    /** Keys of {@code options}, by type of panel; the values that a key may have, or none for any. */
    private static final Map<String, Map<String, Set<String>>> OPTIONS = Map.of(
            "stat",
            Map.of(
                    "colorMode", Set.of("value", "background", "background_solid", "none"),
                    "graphMode", Set.of("none", "line", "area"),
                    "justifyMode", Set.of("auto", "center"),
                    "orientation", Set.of("auto", "vertical", "horizontal"),
                    "reduceOptions", ANY,
                    "textMode", Set.of("auto", "value", "value_and_name", "name", "none"),
                    "wideLayout", Set.of("true", "false")),
            "timeseries",
            LEGEND_AND_TOOLTIP,
            "trend",
            Map.of("legend", ANY, "tooltip", ANY, "xField", ANY),
            "state-timeline",
            Map.of(
                    "alignValue",
                    Set.of("center", "left", "right"),
                    "legend",
                    ANY,
                    "mergeValues",
                    Set.of("true", "false"),
                    "rowHeight",
                    ANY,
                    "showValue",
                    Set.of("auto", "never", "always"),
                    "tooltip",
                    ANY),
            "table",
            Map.of("cellHeight", Set.of("sm", "md", "lg"), "footer", ANY, "showHeader", ANY, "sortBy", ANY),
            "text",
            Map.of("code", ANY, "content", ANY, "mode", Set.of("html", "markdown", "code")));

    private static final Map<String, Set<String>> DRAWN = Map.ofEntries(
            Map.entry("axisBorderShow", ANY),
            Map.entry("axisLabel", ANY),
            Map.entry("axisPlacement", Set.of("auto", "top", "right", "bottom", "left", "hidden")),
            Map.entry("barAlignment", Set.of("-1", "0", "1")),
            Map.entry("drawStyle", Set.of("line", "bars", "points")),
            Map.entry("fillBelowTo", ANY),
            Map.entry("fillOpacity", ANY),
            Map.entry("lineInterpolation", Set.of("linear", "smooth", "stepBefore", "stepAfter")),
            Map.entry("lineStyle", ANY),
            Map.entry("lineWidth", ANY),
            Map.entry("pointSize", ANY),
            Map.entry("scaleDistribution", ANY),
            Map.entry("showPoints", Set.of("auto", "never", "always")),
            Map.entry("spanNulls", Set.of("true", "false")),
            Map.entry("stacking", ANY),
            Map.entry("thresholdsStyle", ANY));

    /** Keys of {@code fieldConfig.defaults.custom}, likewise. */
    private static final Map<String, Map<String, Set<String>>> CUSTOM = Map.of(
            "stat",
            Map.of(),
            "timeseries",
            DRAWN,
            "trend",
            DRAWN,
            "state-timeline",
            Map.of("fillOpacity", ANY, "lineWidth", ANY, "spanNulls", ANY),
            "table",
            Map.of(
                    "align",
                    Set.of("auto", "left", "right", "center"),
                    "cellOptions",
                    ANY,
                    "inspect",
                    ANY,
                    "width",
                    ANY),
            "text",
            Map.of());

    private PanelOptions() {}

    /** Returns the options of a panel that its type does not have, one line each. */
    static List<String> problems(JsonNode panel) {
        String type = Dashboard.type(panel);
        Map<String, Set<String>> options = OPTIONS.get(type);
        Map<String, Set<String>> custom = CUSTOM.get(type);
        if (options == null || custom == null) {
            return List.of("type must be one of " + OPTIONS.keySet() + ", got " + type);
        }
        List<String> problems = new ArrayList<>(unknown("options", panel.path("options"), options));
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        problems.addAll(unknown("fieldConfig.defaults.custom", defaults.path("custom"), custom));
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            for (JsonNode property : override.path("properties")) {
                String id = property.path("id").asText();
                if (id.startsWith("custom.")) {
                    problems.addAll(value("override " + id, id.substring(7), property.path("value"), custom));
                } else if (!Set.of(
                                "unit",
                                "decimals",
                                "thresholds",
                                "mappings",
                                "links",
                                "min",
                                "max",
                                "color",
                                "displayName")
                        .contains(id)) {
                    problems.add("override " + id + " must be a property of a field");
                }
            }
        }
        return problems;
    }

    private static List<String> unknown(String where, JsonNode node, Map<String, Set<String>> known) {
        List<String> problems = new ArrayList<>();
        node.properties()
                .forEach(field ->
                        problems.addAll(value(where + "." + field.getKey(), field.getKey(), field.getValue(), known)));
        return problems;
    }

    private static List<String> value(String where, String key, JsonNode value, Map<String, Set<String>> known) {
        Set<String> allowed = known.get(key);
        if (allowed == null) {
            return List.of(where + " must be one of " + known.keySet());
        }
        return allowed.isEmpty() || allowed.contains(value.asText())
                ? List.of()
                : List.of(where + " must be one of " + allowed + ", got " + value.asText());
    }
}

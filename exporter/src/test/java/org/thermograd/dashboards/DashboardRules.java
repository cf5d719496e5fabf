package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What must hold of a dashboard as a whole: the rules of grafana/dashboard-linter on templates, and our own on identity,
 * layout, links and variables. A panel is for {@link PanelRules}, a query for {@link QueryRules}. Immutable.
 */
final class DashboardRules {
    private static final int COLUMNS = 24;
    private static final int OLDEST_SCHEMA = 39;
    private static final int NEWEST_CLASSIC_SCHEMA = 42;
    private static final int ON_TIME_RANGE_CHANGE = 2;
    private static final List<String> VARIABLES = List.of("datasource", "job", "instance", "run", "device");
    private static final Set<String> BUILT_IN =
            Set.of("__interval", "__rate_interval", "__range", "__url_time_range", "__data", "__all");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)[^}]*}|(\\w+))");
    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)(?:\\?(\\S*))?");
    private static final Pattern LINK_VARIABLE = Pattern.compile("\\bvar-(\\w+)=");

    private final Dashboard dashboard;
    private final Map<String, Dashboard> byUid;
    private final List<String> problems = new ArrayList<>();

    private DashboardRules(Dashboard dashboard, List<Dashboard> all) {
        this.dashboard = dashboard;
        this.byUid = all.stream()
                .collect(Collectors.toMap(one -> one.root().path("uid").asText(), one -> one));
    }

    /**
     * Returns what is wrong with a dashboard, one line each; nothing if all is well.
     *
     * @param all the dashboards that it may link to, with itself
     */
    static List<String> problems(Dashboard dashboard, List<Dashboard> all) {
        DashboardRules rules = new DashboardRules(dashboard, all);
        rules.identity();
        rules.variables();
        rules.layout();
        rules.links();
        rules.definedVariables(dashboard.root(), "");
        dashboard.panels().forEach(panel -> rules.problems.addAll(PanelRules.problems(panel)));
        dashboard.panels().forEach(panel -> rules.problems.addAll(QueryRules.problems(panel)));
        dashboard.annotations().forEach(annotation -> rules.problems.addAll(QueryRules.ofAnnotation(annotation)));
        return List.copyOf(rules.problems);
    }

    private void must(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private void identity() {
        JsonNode root = dashboard.root();
        int schema = root.path("schemaVersion").asInt();
        must(
                schema >= OLDEST_SCHEMA && schema <= NEWEST_CLASSIC_SCHEMA,
                "schemaVersion must be 39 to 42, which Grafana 11 to 13 read, got " + schema);
        must(!root.has("__inputs") && !root.has("__requires"), "__inputs are resolved by an import by hand only");
        must(root.path("uid").asText().equals(dashboard.name()), "uid must be the name of the file");
        must(root.path("id").isNull(), "id must be null, Grafana gives it");
        must(root.path("title").asText().startsWith("Thermograd / "), "title must start with Thermograd /");
        must(!root.path("description").asText().isBlank(), "description must say what the dashboard is for");
        must(root.path("tags").toString().equals("[\"thermograd\"]"), "tags must be thermograd");
        must(root.path("editable").isBoolean() && !root.path("editable").asBoolean(), "editable must be false");
        must(root.path("graphTooltip").asInt() == 1, "graphTooltip must be 1, one crosshair for all panels");
        must(root.path("timezone").asText().equals("utc"), "timezone must be utc, as in the reports");
    }

    private void variables() {
        List<JsonNode> variables = dashboard.variables();
        List<String> names =
                variables.stream().map(one -> one.path("name").asText()).toList();
        must(names.equals(VARIABLES), "variables must be " + VARIABLES + ", got " + names);
        for (JsonNode one : variables) {
            String name = "variable " + one.path("name").asText();
            must(!one.path("description").asText().isBlank(), name + " must have a description");
            must(one.path("hide").asInt() == 0, name + " must be shown");
            if (name.equals("variable datasource")) {
                must(one.path("type").asText().equals("datasource"), name + " must be of type datasource");
                must(one.path("query").asText().equals("prometheus"), name + " must be a prometheus");
                must(one.path("label").asText().equals("Data source"), name + " must be labeled Data source");
                continue;
            }
            must(one.path("type").asText().equals("query"), name + " must be a query");
            must(
                    one.path("label").asText().equalsIgnoreCase(one.path("name").asText()),
                    name + " must be labeled by its name");
            must(PanelRules.isDatasource(one.path("datasource")), name + " must ask ${datasource}");
            must(
                    one.path("refresh").asInt() == ON_TIME_RANGE_CHANGE,
                    name + " must refresh when the time range changes");
            boolean single = name.equals("variable run") && !one.path("multi").asBoolean();
            must(
                    single
                            || (one.path("multi").asBoolean()
                                    && one.path("includeAll").asBoolean()),
                    name + " must allow several and all");
            must(single || one.path("allValue").asText().equals(".+"), name + " must have .+ for all");
        }
    }

    private void layout() {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.everything()) {
            must(ids.add(panel.path("id").asInt()), "id " + panel.path("id").asInt() + " must be there once");
        }
        List<JsonNode> top = Dashboard.stream(dashboard.root().path("panels")).toList();
        noOverlap(top);
        top.forEach(row -> noOverlap(Dashboard.stream(row.path("panels")).toList()));
    }

    private void noOverlap(List<JsonNode> panels) {
        for (int i = 0; i < panels.size(); i++) {
            Box box = Box.of(panels.get(i));
            must(
                    box.x >= 0 && box.y >= 0 && box.w > 0 && box.h > 0 && box.x + box.w <= COLUMNS,
                    Dashboard.title(panels.get(i)) + " must lie within 24 columns");
            for (int j = 0; j < i; j++) {
                must(
                        !box.overlaps(Box.of(panels.get(j))),
                        Dashboard.title(panels.get(i)) + " overlaps " + Dashboard.title(panels.get(j)));
            }
        }
    }

    private record Box(int x, int y, int w, int h) {
        static Box of(JsonNode panel) {
            JsonNode pos = panel.path("gridPos");
            return new Box(
                    pos.path("x").asInt(-1),
                    pos.path("y").asInt(-1),
                    pos.path("w").asInt(),
                    pos.path("h").asInt());
        }

        boolean overlaps(Box other) {
            return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
        }
    }

    private void links() {
        Set<String> linked = new HashSet<>();
        for (JsonNode link : dashboard.root().path("links")) {
            must(link.path("keepTime").asBoolean(), "link " + link.path("title").asText() + " must keep the time");
            must(
                    link.path("includeVars").asBoolean(),
                    "link " + link.path("title").asText() + " must keep the variables");
            linked.add(link.path("url").asText().replace("/d/", ""));
        }
        for (String uid : byUid.keySet()) {
            must(uid.equals(dashboard.name()) || linked.contains(uid), "links must lead to " + uid);
        }
        Matcher links = LINK.matcher(
                dashboard.root().toString().replace("\\", "").replace("\"", " ").replace(")", " "));
        while (links.find()) {
            Dashboard to = byUid.get(links.group(1));
            must(to != null, "link to an unknown dashboard " + links.group(1));
            if (to != null && links.group(2) != null) {
                Matcher variables = LINK_VARIABLE.matcher(links.group(2));
                while (variables.find()) {
                    must(
                            VARIABLES.contains(variables.group(1)),
                            "link sets " + variables.group(1) + ", which " + links.group(1) + " has not");
                }
            }
        }
    }

    /** Looks at each text of the document for variables that nobody defines. */
    private void definedVariables(JsonNode node, String path) {
        if (node.isTextual()) {
            Matcher variables = VARIABLE.matcher(node.asText());
            while (variables.find()) {
                String name = variables.group(1) == null ? variables.group(2) : variables.group(1);
                must(
                        VARIABLES.contains(name) || BUILT_IN.contains(name),
                        path + " names the variable " + name + ", which is not defined");
            }
        }
        node.properties().forEach(field -> definedVariables(field.getValue(), path + "/" + field.getKey()));
        int i = 0;
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            definedVariables(element, path + "/" + i++);
        }
    }
}

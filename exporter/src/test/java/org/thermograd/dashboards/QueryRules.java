package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermograd.testing.Checkout;

/**
 * What must hold of a query, as far as its text shows: the rules of grafana/dashboard-linter on selectors and ranges, and
 * our own on gauges that are drawn. Whether it parses and gives data a Prometheus says. Immutable.
 */
final class QueryRules {
    private static final Pattern SELECTOR =
            Pattern.compile("\\b(thermograd_\\w+|up|scrape_\\w+)(?:\\{([^}]*)})?(\\[[^]]*])?");
    private static final Pattern RANGE_CALL =
            Pattern.compile("\\b(\\w+)\\((?:thermograd_\\w+|up)(?:\\{[^}]*})?\\[([^]]*)]");
    private static final Pattern FIXED =
            Pattern.compile("\\b(job|instance|run|uuid)\\s*(=|!=|=~|!~)\\s*\"(?!\\$(job|instance|run)\")");
    private static final Pattern COUNTER = Pattern.compile("thermograd_\\w+_(total|sum|count|bucket)");
    private static final Set<String> COUNTER_CALLS = Set.of("rate", "irate", "increase");
    private static final Set<String> DRAWN = Set.of("timeseries", "state-timeline");
    private static final String CATALOGUE = catalog();
    private static final String CORRELATION = "thermograd_correlation_";

    /** Suffixes of families that fix the unit of a panel that shows nothing but the family. */
    private static final Map<String, Set<String>> UNITS = Map.of(
            "_celsius", Set.of("celsius"),
            "_watts", Set.of("watt"),
            "_seconds", Set.of("s", "dtdurations"),
            "_ratio", Set.of("percentunit"));
    /** A ratio of rates is a number, not a share. */
    private static final Pattern RATE_RATIO = Pattern.compile("rate_ratio");

    private final String subject;
    private final String expr;
    private final List<String> problems = new ArrayList<>();

    private QueryRules(String subject, String expr) {
        this.subject = subject;
        this.expr = expr;
    }

    /** Returns what is wrong with the queries of a panel, one line each. */
    static List<String> problems(JsonNode panel) {
        List<String> problems = new ArrayList<>();
        boolean drawn = DRAWN.contains(Dashboard.type(panel));
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        for (JsonNode target : Dashboard.targets(panel)) {
            QueryRules rules = new QueryRules(
                    Dashboard.title(panel) + " " + target.path("refId").asText(),
                    target.path("expr").asText());
            rules.selectors();
            rules.ranges(drawn);
            if (drawn || Dashboard.type(panel).equals("stat")) {
                rules.unit(defaults.path("unit").asText());
            }
            problems.addAll(rules.problems);
        }
        return problems;
    }

    /** Returns what is wrong with an annotation, one line each. */
    static List<String> ofAnnotation(JsonNode annotation) {
        String name = "annotation " + annotation.path("name").asText();
        QueryRules rules =
                new QueryRules(name, annotation.path("target").path("expr").asText());
        rules.selectors();
        rules.ranges(false);
        rules.must(PanelRules.isDatasource(annotation.path("datasource")), "must ask ${datasource}");
        rules.must(annotation.path("expr").asText().equals(rules.expr), "must have one expr");
        rules.must(!annotation.path("titleFormat").asText().isBlank(), "must have a title");
        rules.must(
                annotation.path("useValueForTime").asBoolean() == rules.expr.endsWith(" * 1000"),
                "must take milliseconds where the value is the time");
        return rules.problems;
    }

    private void must(boolean holds, String problem) {
        if (!holds) {
            problems.add(subject + ": " + problem);
        }
    }

    private void selectors() {
        must(!FIXED.matcher(expr).find(), "must not name a job, an instance, a run or a device of its own");
        List<MatchResult> selectors = SELECTOR.matcher(expr).results().toList();
        must(!selectors.isEmpty(), "must ask for a family");
        for (MatchResult selector : selectors) {
            String family = selector.group(1);
            String matchers = selector.group(2) == null ? "" : selector.group(2);
            must(isDocumented(family), family + " must be a family of docs/metrics.md");
            if (family.startsWith(CORRELATION)) {
                // They come from the job, which is a target of its own: job and instance are not those of the exporter.
                must(
                        family.endsWith("_timestamp_seconds") || matchers.contains("run=~\"$run\""),
                        family + " must match run=~\"$run\"");
                continue;
            }
            must(matchers.contains("job=~\"$job\""), family + " must match job=~\"$job\"");
            must(matchers.contains("instance=~\"$instance\""), family + " must match instance=~\"$instance\"");
            if (family.startsWith("thermograd_training_")) {
                must(matchers.contains("run=~\"$run\""), family + " must match run=~\"$run\"");
            }
            if (family.matches("thermograd_(gpu|collapse|efficiency|thermal|device)_?\\w*")) {
                must(matchers.contains("device=~\"$device\""), family + " must match device=~\"$device\"");
            }
        }
    }

    private static boolean isDocumented(String family) {
        return family.equals("up")
                || CATALOGUE.contains("`" + family + "`")
                || CATALOGUE.contains("`" + family.replaceFirst("_(bucket|sum|count)$", "") + "`");
    }

    private static String catalog() {
        try {
            return Files.readString(Checkout.root().resolve("docs/metrics.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ranges(boolean drawn) {
        Matcher calls = RANGE_CALL.matcher(expr);
        List<String> ranged = new ArrayList<>();
        while (calls.find()) {
            String range = calls.group(2);
            ranged.add(calls.group());
            if (COUNTER_CALLS.contains(calls.group(1))) {
                must(
                        range.equals("$__rate_interval") || (!drawn && range.equals("$__range")),
                        calls.group(1)
                                + " must be over $__rate_interval, or over $__range where one value is shown, got "
                                + range);
            } else {
                must(
                        range.equals("$__interval") || range.equals("$__rate_interval"),
                        calls.group(1) + " must be over $__interval, got " + range);
            }
        }
        for (MatchResult selector : SELECTOR.matcher(expr).results().toList()) {
            String family = selector.group(1);
            boolean inRange = selector.group(3) != null;
            if (COUNTER.matcher(family).matches()) {
                must(
                        ranged.stream().anyMatch(call -> call.contains(family) && isCounterCall(call)) && inRange,
                        family + " is a counter and must be in rate or increase");
            } else {
                must(
                        !drawn || inRange,
                        family + " is a gauge and must be drawn by its maximum, minimum or mean over time");
            }
        }
    }

    private static boolean isCounterCall(String call) {
        return COUNTER_CALLS.contains(call.substring(0, call.indexOf('(')));
    }

    /** A panel that shows a family as it is has the unit of the family. */
    private void unit(String unit) {
        List<MatchResult> selectors = SELECTOR.matcher(expr).results().toList();
        String without = expr.replaceAll("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"", "");
        boolean plain =
                selectors.size() == 1 && !without.matches("(?s).*([-+*/=<>]|\\b(rate|increase|count|changes)\\b).*");
        if (!plain || RATE_RATIO.matcher(expr).find()) {
            return;
        }
        UNITS.forEach((suffix, units) -> {
            if (selectors.get(0).group(1).endsWith(suffix)) {
                must(
                        units.contains(unit),
                        "shows " + selectors.get(0).group(1) + " and must have its unit, " + units + ", got " + unit);
            }
        });
    }
}

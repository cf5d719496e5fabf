package org.thermograd.adapter.http.pushgateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Shows groups as a Pushgateway does at {@code /api/v1/metrics}: read from what was written for scrapes. Stateless. */
final class GroupsJson {
    private GroupsJson() {}

    /** Returns what a Pushgateway tells of itself at {@code /api/v1/status}, as far as there is such a thing here. */
    static String status(String version, Instant started) {
        ObjectNode answer = success();
        ObjectNode data = answer.putObject("data");
        data.putObject("build_information").put("version", version);
        data.put("start_time", started.toString());
        return answer.toString();
    }

    private static ObjectNode success() {
        return JsonNodeFactory.instance.objectNode().put("status", "success");
    }

    static String of(List<GroupView> groups) {
        ObjectNode answer = success();
        ArrayNode data = answer.putArray("data");
        groups.forEach(group -> data.add(group(group)));
        return answer.toString();
    }

    private static ObjectNode group(GroupView group) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode labels = node.putObject("labels");
        group.key().labels().forEach(labels::put);
        node.put(
                "last_push_successful",
                group.pushedMillis().orElse(-1) > group.failedMillis().orElse(-1));
        String at = Instant.ofEpochMilli(
                        group.pushedMillis().orElse(group.failedMillis().orElse(0)))
                .toString();
        for (PushedFamily family : group.families()) {
            ArrayNode metrics = family(node, family.name(), family.type(), at);
            family.help().ifPresent(help -> ((ObjectNode) node.get(family.name())).put("help", help));
            addMetrics(family, metrics);
        }
        addTime(node, group, Group.PUSHED, group.pushedMillis(), at);
        addTime(node, group, Group.FAILED, group.failedMillis(), at);
        return node;
    }

    private static ArrayNode family(ObjectNode group, String name, MetricType type, String at) {
        ObjectNode family = group.putObject(name);
        family.put("time_stamp", at);
        family.put("type", type.name().toUpperCase(Locale.ROOT));
        return family.putArray("metrics");
    }

    private static void addTime(ObjectNode node, GroupView group, String name, OptionalLong millis, String at) {
        ObjectNode metric = family(node, name, MetricType.GAUGE, at).addObject();
        addLabels(metric, LabelText.labels(group.key().text()));
        metric.put("value", Decimal.seconds(millis.orElse(0)));
    }

    private static void addLabels(ObjectNode metric, SortedMap<String, String> labels) {
        ObjectNode node = metric.putObject("labels");
        labels.forEach(node::put);
    }

    private static void addMetrics(PushedFamily family, ArrayNode metrics) {
        Map<SortedMap<String, String>, ObjectNode> byLabels = new HashMap<>();
        MetricType type = family.type();
        String parts = type == MetricType.HISTOGRAM ? "buckets" : "quantiles";
        // Only \n ends a line; a label may have any other end of lines in it.
        for (String line : family.text().split("\n", 0)) {
            int brace = line.indexOf('{');
            int end = line.lastIndexOf(' ');
            String suffix = line.substring(family.name().length(), brace);
            String value = line.substring(end + 1);
            SortedMap<String, String> labels = LabelText.labels(line.substring(brace + 1, end - 1));
            Optional<String> bound =
                    type.isDistribution() ? Optional.ofNullable(labels.remove(type.boundLabel())) : Optional.empty();
            ObjectNode metric = byLabels.computeIfAbsent(labels, own -> {
                ObjectNode made = metrics.addObject();
                addLabels(made, own);
                return made;
            });
            if (bound.isPresent()) {
                metric.withObjectProperty(parts).put(bound.get(), value);
            } else {
                metric.put(suffix.isEmpty() ? "value" : suffix.substring(1), value);
            }
        }
    }
}

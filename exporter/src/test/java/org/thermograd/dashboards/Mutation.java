package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * One mistake in a dashboard, and the words by which a check must name it.
 *
 * @param name what is wrong
 * @param dashboard the dashboard in which it is made
 * @param edit makes it
 * @param problem how the line of the check begins
 */
record Mutation(String name, String dashboard, Consumer<ObjectNode> edit, String problem) {
    /** Makes a mistake in the panel of the given title. */
    static Mutation ofPanel(String name, String dashboard, String title, Consumer<ObjectNode> edit, String problem) {
        return new Mutation(name, dashboard, root -> edit.accept(panel(root, title)), title + problem);
    }

    /** Replaces words in the queries of the panel of the given title. */
    static Mutation ofQuery(String name, String dashboard, String title, String from, String to, String problem) {
        return ofPanel(name, dashboard, title, panel -> replaceInTargets(panel, "expr", from, to), problem);
    }

    static void replaceInTargets(ObjectNode panel, String field, String from, String to) {
        boolean found = false;
        for (JsonNode target : panel.path("targets")) {
            String text = target.path(field).asText();
            found |= text.contains(from);
            ((ObjectNode) target).put(field, text.replace(from, to));
        }
        if (!found) {
            throw new IllegalArgumentException(field + " must hold " + from);
        }
    }

    static ObjectNode panel(ObjectNode root, String title) {
        return new Dashboard("", root)
                .panels().stream()
                        .filter(panel -> Dashboard.title(panel).equals(title))
                        .findFirst()
                        .map(ObjectNode.class::cast)
                        .orElseThrow();
    }

    /** Returns the dashboard with the mistake in it. */
    Dashboard mutated() {
        Dashboard original = original();
        ObjectNode root = original.root().deepCopy();
        edit.accept(root);
        return new Dashboard(original.name(), root);
    }

    private Dashboard original() {
        return Dashboard.all().stream()
                .filter(one -> one.name().equals(dashboard))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.thermograd.adapter.jmx.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of one mapping of YAML. What is wrong with them is collected, each with its line. Confined to one thread. */
final class YamlFields {
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final int line;
    private final List<String> problems;

    /**
     * Takes the fields of a node.
     *
     * @param what the name of the node, for messages
     * @param known the fields that there may be
     * @param problems what is wrong is added here
     */
    YamlFields(String what, Node node, List<String> known, List<String> problems) {
        this.line = line(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problem(node, what + " must be a mapping of " + String.join(", ", known) + ", got " + shown(node));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = shown(tuple.getKeyNode());
            if (!known.contains(name)) {
                problem(
                        tuple.getKeyNode(),
                        what + " must have no field but " + String.join(", ", known) + ", got " + name);
            } else if (fields.putIfAbsent(name, tuple.getValueNode()) != null) {
                problem(tuple.getKeyNode(), what + " must have a field once, got " + name + " again");
            }
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private void problem(Node node, String rule) {
        problems.add("line " + line(node) + ": " + rule);
    }

    /** Adds a problem of the mapping as a whole. */
    void problem(String rule) {
        problems.add("line " + line + ": " + rule);
    }

    /** Returns the node of a field. */
    Optional<Node> node(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Returns the text of a field; empty if it is not there, or is none, which is a problem. */
    Optional<String> text(String field) {
        return value(field, "a text", Optional::of);
    }

    /**
     * Returns the value of a field; empty if it is not there, or cannot be read, which is a problem.
     *
     * @param rule what its text must be
     * @param reader reads the text, empty if it is not that
     */
    <T> Optional<T> value(String field, String rule, Function<String, Optional<T>> reader) {
        Node node = fields.get(field);
        if (node == null) {
            return Optional.empty();
        }
        Optional<T> value = node instanceof ScalarNode scalar
                        && !scalar.getTag().equals(Tag.NULL)
                        && !scalar.getValue().isBlank()
                ? reader.apply(scalar.getValue())
                : Optional.empty();
        if (value.isEmpty()) {
            problem(node, field + " must be " + rule + ", got " + shown(node));
        }
        return value;
    }

    /** Returns the value of a field; one that is not there is a problem. */
    <T> Optional<T> required(String field, String rule, Function<String, Optional<T>> reader) {
        if (!fields.containsKey(field)) {
            problem(field + " must be given");
        }
        return value(field, rule, reader);
    }

    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isBlank() ? "nothing" : SourceException.plain(scalar.getValue());
        }
        return node instanceof MappingNode ? "a mapping" : "a list";
    }
}

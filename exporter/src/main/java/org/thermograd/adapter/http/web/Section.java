package org.thermograd.adapter.http.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping in a web configuration file, read strictly: every key is known and stands once. A key without a value is not there. */
final class Section {
    private final String path;
    private final Map<String, Node> values;

    private Section(String path, Map<String, Node> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * Reads a mapping.
     *
     * @param path the keys that lead to it with a point after each; empty for that of the file
     * @param known the keys it may have, in the order of a message
     */
    static Section of(String path, Node node, List<String> known) throws WebConfigException {
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, path, "must be a mapping of " + String.join(", ", known));
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!known.contains(name(key))) {
                throw refused(key, path + name(key), "is unknown; known here: " + String.join(", ", known));
            }
        }
        return of(path, mapping);
    }

    private static Section of(String path, MappingNode mapping) throws WebConfigException {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (values.put(name(key), tuple.getValueNode()) != null) {
                throw refused(key, path + name(key), "must stand once");
            }
        }
        values.values().removeIf(value -> value.getTag().equals(Tag.NULL));
        return new Section(path, values);
    }

    private static String name(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "a key that is no text";
    }

    private static WebConfigException refused(Node at, String path, String rule) {
        String name = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
        return new Entry(name.isEmpty() ? "the file" : name, "", line(at)).refused(rule);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Returns the keys that are there. */
    Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    /** Returns the mapping at a key. */
    Optional<Section> section(String key, List<String> known) throws WebConfigException {
        Node node = values.get(key);
        return node == null ? Optional.empty() : Optional.of(of(path + key + ".", node, known));
    }

    /** Returns the texts of the mapping at a key, whose own keys may be any. */
    Map<String, Entry> texts(String key) throws WebConfigException {
        Node node = values.get(key);
        if (node == null) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, path + key, "must be a mapping");
        }
        Section all = of(path + key + ".", mapping);
        Map<String, Entry> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Node> one : all.values.entrySet()) {
            texts.put(one.getKey(), all.scalar(one.getKey(), one.getValue()));
        }
        return texts;
    }

    /** Returns the text at a key; an empty one is not there. */
    Optional<Entry> text(String key) throws WebConfigException {
        Node node = values.get(key);
        return node == null
                ? Optional.empty()
                : Optional.of(scalar(key, node)).filter(entry -> !entry.value().isEmpty());
    }

    /** Returns the texts of the list at a key. */
    List<Entry> list(String key) throws WebConfigException {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw refused(node, path + key, "must be a list");
        }
        List<Entry> entries = new ArrayList<>();
        for (Node one : sequence.getValue()) {
            entries.add(scalar(key, one));
        }
        return entries;
    }

    /** Returns what is stated at a key: true or false. */
    Optional<Boolean> flag(String key) throws WebConfigException {
        Optional<Entry> entry = text(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        return switch (entry.get().value()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw entry.get().refusedWithValue("must be true or false");
        };
    }

    private Entry scalar(String key, Node node) throws WebConfigException {
        if (node instanceof ScalarNode scalar) {
            return new Entry(path + key, scalar.getValue(), line(node));
        }
        throw refused(node, path + key, "must be a text");
    }
}

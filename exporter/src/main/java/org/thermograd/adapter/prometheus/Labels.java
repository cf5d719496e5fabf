package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels of one series, its name among them as {@code __name__}. Ordered by their notation.
 *
 * @param values label name to value, sorted by name; copied
 */
public record Labels(SortedMap<String, String> values) implements Comparable<Labels> {
    private static final String NAME = "__name__";

    public Labels {
        requireNonNull(values, "values");
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Returns the labels of the given map. */
    public static Labels of(Map<String, String> values) {
        return new Labels(new TreeMap<>(values));
    }

    /** Returns the value of a label, or nothing if the series does not have it. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(requireNonNull(name, "name")));
    }

    @Override
    public int compareTo(Labels other) {
        return toString().compareTo(other.toString());
    }

    /** Returns the labels as PromQL writes them, such as {@code up{job="node"}}. */
    @Override
    public String toString() {
        String pairs = values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(NAME))
                .map(entry -> entry.getKey() + "=\"" + escaped(entry.getValue()) + '"')
                .collect(Collectors.joining(",", "{", "}"));
        String name = get(NAME).orElse("");
        return name.isEmpty() || pairs.length() > 2 ? name + pairs : name;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}

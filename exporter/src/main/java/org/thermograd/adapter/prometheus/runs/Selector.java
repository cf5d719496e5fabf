package org.thermograd.adapter.prometheus.runs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A selector of series in PromQL: a name, and the values that labels may have. Immutable.
 *
 * @param name the metric
 * @param matchers by label its matcher, operator included
 */
record Selector(String name, SortedMap<String, String> matchers) {
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    /** A name, label matchers, or both; matchers hold quoted strings, in which anything may stand. */
    private static final Pattern PLAIN = Pattern.compile("(?:[a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*"
            + "(?:\\{(?:[^\"'`{}]|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`)*\\})?");

    /** Returns whether PromQL is a selector of series, of which the server can give raw samples. */
    static boolean isSelector(String promql) {
        return PLAIN.matcher(promql.strip()).matches();
    }

    static Selector of(String name) {
        return new Selector(name, new TreeMap<>());
    }

    /** Returns the selector of those series that have any of the values; the same one if there is no value. */
    Selector with(String label, Collection<String> values) {
        if (values.isEmpty()) {
            return this;
        }
        String matcher = values.size() == 1
                ? "=\"" + escaped(values.iterator().next()) + '"'
                : "=~\"" + escaped(values.stream().map(Selector::literal).collect(Collectors.joining("|"))) + '"';
        SortedMap<String, String> more = new TreeMap<>(matchers);
        more.put(label, matcher);
        return new Selector(name, more);
    }

    Selector with(Map<String, String> values) {
        Selector selector = this;
        for (Map.Entry<String, String> one : new TreeMap<>(values).entrySet()) {
            selector = selector.with(one.getKey(), List.of(one.getValue()));
        }
        return selector;
    }

    /** Regular expressions of PromQL are those of RE2, and match the whole value. */
    private static String literal(String value) {
        StringBuilder out = new StringBuilder();
        value.chars()
                .forEach(c -> out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append((char) c));
        return out.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return matchers.isEmpty()
                ? name
                : name
                        + matchers.entrySet().stream()
                                .map(one -> one.getKey() + one.getValue())
                                .collect(Collectors.joining(",", "{", "}"));
    }
}

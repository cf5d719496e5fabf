package org.thermograd.adapter.http.pushgateway;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels as they stand between braces, sorted by name: {@code instance="",job="a"}. Stateless. */
final class LabelText {
    /** What a label is called. */
    static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    /** What a family is called. */
    static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private LabelText() {}

    static String of(SortedMap<String, String> labels) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            append(label.getKey(), label.getValue(), out);
        }
        return out.toString();
    }

    private static void append(String name, String value, StringBuilder out) {
        if (!out.isEmpty()) {
            out.append(',');
        }
        out.append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(letter);
            }
        }
        out.append('"');
    }

    /** Reads what {@link #of} wrote. */
    static SortedMap<String, String> labels(String text) {
        SortedMap<String, String> labels = new TreeMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            int end = equals + 2;
            StringBuilder value = new StringBuilder();
            while (text.charAt(end) != '"') {
                if (text.charAt(end) == '\\') {
                    end++;
                    value.append(text.charAt(end) == 'n' ? '\n' : text.charAt(end));
                } else {
                    value.append(text.charAt(end));
                }
                end++;
            }
            labels.put(text.substring(at, equals), value.toString());
            at = end + 2;
        }
        return labels;
    }

    /** Returns a help text with what the format wants escaped. */
    static String help(String help) {
        return help.replace("\\", "\\\\").replace("\n", "\\n");
    }
}

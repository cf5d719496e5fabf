package org.thermograd.adapter.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one line, quoted or not, after RFC 4180 but for one thing: a quoted field never goes on in the next
 * line. That is why no CSV library is used. A writer that is killed within a quote leaves one torn line here; a library
 * would take all the lines after it for the rest of that field.
 *
 * <p>Reused from line to line. Confined to one thread.
 */
final class CsvLine {
    private String line = "";
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /**
     * Takes the fields of a line, at most {@code most} and one more that shows that there are too many.
     *
     * @return false if a quote does not end in the line or has text after it; there are then no fields
     */
    boolean split(String text, int most) {
        line = text;
        size = 0;
        int at = 0;
        while (size <= most) {
            int end = end(at);
            if (end < 0) {
                size = 0;
                return false;
            }
            add(at, end);
            if (end == text.length()) {
                return true;
            }
            at = end + 1;
        }
        return true;
    }

    private int end(int start) {
        if (start == line.length() || line.charAt(start) != '"') {
            int comma = line.indexOf(',', start);
            return comma < 0 ? line.length() : comma;
        }
        int quote = line.indexOf('"', start + 1);
        while (quote >= 0 && line.startsWith("\"", quote + 1)) {
            quote = line.indexOf('"', quote + 2);
        }
        int after = quote + 1;
        return quote >= 0 && (after == line.length() || line.charAt(after) == ',') ? after : -1;
    }

    private void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    int size() {
        return size;
    }

    /** Returns a field without its quotes and without blanks around it. */
    String field(int index) {
        int start = starts[index];
        int end = ends[index];
        if (start < end && line.charAt(start) == '"') {
            return line.substring(start + 1, end - 1).replace("\"\"", "\"").strip();
        }
        return line.substring(start, end).strip();
    }

    /** Returns all fields. */
    List<String> fields() {
        List<String> fields = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            fields.add(field(i));
        }
        return fields;
    }
}

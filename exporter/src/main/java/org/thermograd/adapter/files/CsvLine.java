package org.thermograd.adapter.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The fields of one line, quoted or not, after RFC 4180 but for one thing: a quoted field never goes on in the next
 * line. That is why no CSV library is used. A writer that is killed within a quote leaves one torn line here; a library
 * would take all the lines after it for the rest of that field.
 *
 * <p>Reused from line to line. Confined to one thread.
 */
final class CsvLine {
    private byte[] line = new byte[0];
    private int length;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** Takes the fields of a text, as {@link #split(byte[], int, int)} does. */
    boolean split(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return split(bytes, bytes.length, most);
    }

    /**
     * Takes the fields of a line, at most {@code most} and one more that shows that there are too many.
     *
     * @param bytes the line in UTF-8, not to be changed as long as its fields are asked for
     * @param end how many of them belong to it
     * @return false if a quote does not end in the line or has text after it; there are then no fields
     */
    boolean split(byte[] bytes, int end, int most) {
        line = bytes;
        length = end;
        size = 0;
        int at = 0;
        while (size <= most) {
            int fieldEnd = end(at);
            if (fieldEnd < 0) {
                size = 0;
                return false;
            }
            add(at, fieldEnd);
            if (fieldEnd == length) {
                return true;
            }
            at = fieldEnd + 1;
        }
        return true;
    }

    private int end(int start) {
        byte[] bytes = line;
        int end = length;
        if (start == end || bytes[start] != '"') {
            int at = start;
            while (at < end && bytes[at] != ',') {
                at++;
            }
            return at;
        }
        int quote = quote(start + 1);
        while (quote + 1 < end && bytes[quote + 1] == '"') {
            quote = quote(quote + 2);
        }
        int after = quote + 1;
        return after == end || (after < end && bytes[after] == ',') ? after : -1;
    }

    /** Returns the place of the next quote from one on; that after the end if there is none. */
    private int quote(int from) {
        int at = from;
        while (at < length && line[at] != '"') {
            at++;
        }
        return at;
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
        return start < end && line[start] == '"'
                ? text(start + 1, end - 1).replace("\"\"", "\"").strip()
                : text(start, end).strip();
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns the number that a field is, as {@link DecimalNumber} reads it; NaN if it is none. */
    double number(int index) {
        int from = from(index);
        int to = to(index, from);
        double number = DecimalNumber.parse(line, from, to);
        return Double.isNaN(number) && !isPlain(from, to)
                ? DecimalNumber.parse(field(index)).orElse(Double.NaN)
                : number;
    }

    /** Returns the time that a field is, as {@link IsoTimestamp} reads it; nothing if it is none. */
    OptionalLong time(int index) {
        int from = from(index);
        int to = to(index, from);
        OptionalLong time = IsoTimestamp.epochMillis(line, from, to);
        return time.isEmpty() && !isPlain(from, to) ? IsoTimestamp.epochMillis(field(index)) : time;
    }

    /** Returns the bytes of a field without blanks around it, its quotes included. */
    byte[] bytes(int index) {
        int from = from(index);
        return Arrays.copyOfRange(line, from, to(index, from));
    }

    /** Tells whether these are the {@link #bytes} of a field. */
    boolean has(int index, byte[] bytes) {
        int from = from(index);
        return Arrays.equals(line, from, to(index, from), bytes, 0, bytes.length);
    }

    private int from(int index) {
        int from = starts[index];
        while (from < ends[index] && line[from] == ' ') {
            from++;
        }
        return from;
    }

    private int to(int index, int from) {
        int to = ends[index];
        while (to > from && line[to - 1] == ' ') {
            to--;
        }
        return to;
    }

    /** Tells whether a text has no quotes and no blanks but spaces to lose. */
    private boolean isPlain(int from, int to) {
        return from == to || (line[from] > ' ' && line[from] != '"' && line[to - 1] > ' ');
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

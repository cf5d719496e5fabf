package org.thermograd.adapter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;

/** One pass over one hardware CSV. Confined to one thread; parses once. */
final class HardwareCsvParser {
    private final Path file;
    private final List<String> columns;
    private final CsvColumns wanted;
    private final int collapse;
    private final Map<String, Integer> words = new LinkedHashMap<>();
    private final LineReader lines;
    private final CsvLine fields = new CsvLine();
    private final TallyBuilder tally = new TallyBuilder();
    private final Map<String, RowBuffer> devices = new HashMap<>();
    private CsvHeader header;
    private @Nullable RowBuffer latestRows;
    private byte[] latestDevice = new byte[0];

    HardwareCsvParser(Path file, InputStream in, CsvColumns wanted) {
        this.file = file;
        this.lines = new LineReader(file, in);
        this.wanted = wanted;
        this.columns = wanted.all();
        this.collapse = wanted.numbers().indexOf(SampledRun.COLLAPSE);
        this.header = new CsvHeader(List.of(), wanted);
    }

    /** Returns the rows of a file that must have one. */
    HardwareRecording parse() throws IOException, RecordingException {
        HardwareRecording recording = parseAny();
        if (recording.devices().isEmpty()) {
            throw RecordingException.of(
                    file,
                    recording.tally().counts().isEmpty()
                            ? "no usable row, the file ends after its header"
                            : "no usable row: " + recording.tally().summary());
        }
        return recording;
    }

    /** Returns the rows of a file, be there none; tables have the columns that were asked for. */
    HardwareRecording parseAny() throws IOException, RecordingException {
        readFirstHeader();
        while (lines.next()) {
            if (!lines.ended() && wanted.lastLine() == CsvColumns.LastLine.SKIP) {
                count(SkipRule.TORN_LAST_LINE);
            } else {
                readLine();
            }
        }
        return recording();
    }

    /** Returns the texts that cells of columns of words stand for. */
    List<String> words() {
        return List.copyOf(words.keySet());
    }

    private void readFirstHeader() throws IOException, RecordingException {
        while (lines.next()) {
            String line = lines.strictText();
            if (!line.isBlank()) {
                bindFirst(line);
                return;
            }
            count(SkipRule.BLANK_LINE);
        }
        throw RecordingException.of(file, "must start with a header, got blank lines only");
    }

    private void bindFirst(String line) throws RecordingException {
        fields.split(line, Integer.MAX_VALUE - 1);
        List<String> names = fields.fields();
        if (!CsvHeader.isHeader(names)) {
            String missing = names.contains(CsvHeader.TIMESTAMP)
                    ? CsvHeader.DEVICE
                    : names.contains(CsvHeader.DEVICE)
                            ? CsvHeader.TIMESTAMP
                            : CsvHeader.TIMESTAMP + " and " + CsvHeader.DEVICE;
            throw RecordingException.at(file, lines.number(), "header must name " + missing, line);
        }
        header = new CsvHeader(names, wanted);
    }

    private void readLine() {
        if (lines.isBlank()) {
            count(SkipRule.BLANK_LINE);
            return;
        }
        boolean whole = lines.split(fields, header.width());
        OptionalLong time = whole && fields.size() == header.width() && !mayBeTorn(header.timestamp())
                ? fields.time(header.timestamp())
                : OptionalLong.empty();
        // A header has a name where the time of a row is.
        if (time.isPresent()) {
            readRow(time.getAsLong());
        } else if (isHeader()) {
            readHeader();
        } else {
            countUnread();
        }
    }

    private boolean isHeader() {
        return lines.split(fields, Integer.MAX_VALUE - 1) && CsvHeader.isHeader(fields.fields());
    }

    private void readHeader() {
        List<String> names = fields.fields();
        if (names.equals(header.names())) {
            count(SkipRule.REPEATED_HEADER);
        } else {
            count(SkipRule.CHANGED_HEADER);
            header = new CsvHeader(names, wanted);
        }
    }

    /** Counts a line that is neither a header nor a row with a time. */
    private void countUnread() {
        if (!lines.split(fields, header.width())) {
            count(SkipRule.BROKEN_QUOTE);
        } else if (fields.size() < header.width()) {
            count(SkipRule.ROW_TOO_SHORT);
        } else if (fields.size() > header.width()) {
            count(SkipRule.ROW_TOO_LONG);
        } else if (mayBeTorn(header.timestamp()) || mayBeTorn(header.device())) {
            count(SkipRule.TORN_LAST_ROW);
        } else {
            count(SkipRule.UNREADABLE_TIMESTAMP, fields.field(header.timestamp()));
        }
    }

    private void readRow(long time) {
        if (mayBeTorn(header.device())) {
            count(SkipRule.TORN_LAST_ROW);
            return;
        }
        RowBuffer rows = rowsOf(header.device());
        if (rows == null) {
            count(SkipRule.UNKNOWN_DEVICE, fields.field(header.device()));
            return;
        }
        double[] cells = new double[columns.size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = cell(column);
        }
        if (!rows.add(time, lines.number(), cells)) {
            count(SkipRule.OUT_OF_TIME_ORDER);
        }
    }

    /** Returns the rows of the device that a field names; nothing if it names none. */
    private @Nullable RowBuffer rowsOf(int field) {
        if (latestRows == null || !fields.has(field, latestDevice)) {
            String name = fields.field(field);
            RowBuffer known = devices.get(name);
            if (known == null && isDevice(name)) {
                known = new RowBuffer(columns.size());
                devices.put(name, known);
            }
            latestRows = known;
            latestDevice = fields.bytes(field);
        }
        return latestRows;
    }

    /** Whether a field touches the end of a file that has no line end there. */
    private boolean mayBeTorn(int field) {
        return !lines.ended() && field == header.width() - 1;
    }

    private static boolean isDevice(String name) {
        return name.equals("cpu")
                || name.equals("mobile")
                || (name.startsWith("gpu") && name.chars().skip(3).allMatch(c -> c >= '0' && c <= '9'));
    }

    private double cell(int column) {
        int index = header.measured(column);
        if (index < 0) {
            return Double.NaN;
        }
        if (column >= wanted.numbers().size()) {
            String text = fields.field(index);
            if (!text.isEmpty() && mayBeTorn(index)) {
                count(SkipRule.TORN_LAST_VALUE);
                return Double.NaN;
            }
            return text.isEmpty() ? Double.NaN : word(column, text);
        }
        boolean torn = column != collapse && mayBeTorn(index);
        double value = torn ? Double.NaN : column == collapse ? flag(index) : fields.number(index);
        if (Double.isFinite(value)) {
            return value;
        }
        String text = fields.field(index);
        if (torn && !text.isEmpty()) {
            count(SkipRule.TORN_LAST_VALUE);
        } else if (!text.isEmpty()) {
            count(SkipRule.UNREADABLE_VALUE, columns.get(column) + " " + text);
        }
        return Double.NaN;
    }

    private double word(int column, String text) {
        Integer known = words.get(text);
        if (known != null) {
            return known;
        }
        if (!wanted.readable().test(text)) {
            count(SkipRule.UNREADABLE_VALUE, columns.get(column) + " " + text);
            return Double.NaN;
        }
        words.put(text, words.size());
        return words.size() - 1;
    }

    /** Returns a collapse flag: 0 or 1, also as other programs write a boolean; NaN for anything else. */
    private double flag(int index) {
        double value = fields.number(index);
        if (value == 0 || value == 1) {
            return value;
        }
        return switch (fields.field(index)) {
            case "false", "False", "FALSE" -> 0;
            case "true", "True", "TRUE" -> 1;
            default -> Double.NaN;
        };
    }

    private void count(SkipRule rule, String value) {
        tally.count(rule, Place.line(lines.number()), value);
    }

    private void count(SkipRule rule) {
        tally.count(rule, Place.line(lines.number()));
    }

    private HardwareRecording recording() {
        SortedMap<String, SampleTable> tables = new TreeMap<>();
        int used = 0;
        for (Map.Entry<String, RowBuffer> device : devices.entrySet()) {
            SampleTable table = table(device.getValue());
            used += table.size();
            tables.put(device.getKey(), table);
        }
        return new HardwareRecording(tables, tally.build(used));
    }

    private SampleTable table(RowBuffer rows) {
        int[] order = rows.order();
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            if (i + 1 < order.length && rows.time(order[i + 1]) == rows.time(order[i])) {
                tally.count(SkipRule.DUPLICATE_ROW, Place.line(rows.place(order[i])));
            } else {
                order[size++] = order[i];
            }
        }
        return rows.table(columns, Arrays.copyOf(order, size));
    }
}

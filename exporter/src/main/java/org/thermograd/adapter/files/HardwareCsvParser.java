package org.thermograd.adapter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.correlation.RecordedRun;
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

    HardwareCsvParser(Path file, InputStream in, CsvColumns wanted) {
        this.file = file;
        this.lines = new LineReader(file, in);
        this.wanted = wanted;
        this.columns = wanted.all();
        this.collapse = wanted.numbers().indexOf(RecordedRun.COLLAPSE);
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
                readLine(lines.text());
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

    private void readLine(String line) {
        if (line.isBlank()) {
            count(SkipRule.BLANK_LINE);
        } else if (!isHeader(line)) {
            readFields(line);
        } else if (fields.fields().equals(header.names())) {
            count(SkipRule.REPEATED_HEADER);
        } else {
            count(SkipRule.CHANGED_HEADER);
            header = new CsvHeader(fields.fields(), wanted);
        }
    }

    private boolean isHeader(String line) {
        return line.contains(CsvHeader.TIMESTAMP)
                && line.contains(CsvHeader.DEVICE)
                && fields.split(line, Integer.MAX_VALUE - 1)
                && CsvHeader.isHeader(fields.fields());
    }

    private void readFields(String line) {
        if (!fields.split(line, header.width())) {
            count(SkipRule.BROKEN_QUOTE);
        } else if (fields.size() < header.width()) {
            count(SkipRule.ROW_TOO_SHORT);
        } else if (fields.size() > header.width()) {
            count(SkipRule.ROW_TOO_LONG);
        } else {
            readRow();
        }
    }

    private void readRow() {
        if (mayBeTorn(header.timestamp()) || mayBeTorn(header.device())) {
            count(SkipRule.TORN_LAST_ROW);
            return;
        }
        OptionalLong time = IsoTimestamp.epochMillis(fields.field(header.timestamp()));
        if (time.isEmpty()) {
            count(SkipRule.UNREADABLE_TIMESTAMP, fields.field(header.timestamp()));
            return;
        }
        String device = fields.field(header.device());
        if (!isDevice(device)) {
            count(SkipRule.UNKNOWN_DEVICE, device);
            return;
        }
        double[] cells = new double[columns.size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = cell(column);
        }
        RowBuffer rows = devices.computeIfAbsent(device, name -> new RowBuffer(cells.length));
        if (!rows.add(time.getAsLong(), lines.number(), cells)) {
            count(SkipRule.OUT_OF_TIME_ORDER);
        }
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
        String text = fields.field(index);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        if (column >= wanted.numbers().size()) {
            return word(text);
        }
        if (column != collapse && mayBeTorn(index)) {
            count(SkipRule.TORN_LAST_VALUE);
            return Double.NaN;
        }
        double value =
                column == collapse ? flag(text) : DecimalNumber.parse(text).orElse(Double.NaN);
        if (Double.isFinite(value)) {
            return value;
        }
        count(SkipRule.UNREADABLE_VALUE, columns.get(column) + " " + text);
        return Double.NaN;
    }

    private int word(String text) {
        int next = words.size();
        return words.computeIfAbsent(text, key -> next);
    }

    /** Returns a collapse flag: 0 or 1, also as other programs write a boolean; NaN for anything else. */
    private static double flag(String text) {
        return switch (text) {
            case "false", "False", "FALSE" -> 0;
            case "true", "True", "TRUE" -> 1;
            default -> {
                double value = DecimalNumber.parse(text).orElse(Double.NaN);
                yield value == 0 || value == 1 ? value : Double.NaN;
            }
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
        SampleTable.Builder table = SampleTable.builder(columns.toArray(String[]::new));
        int[] order = rows.order();
        double[] cells = new double[columns.size()];
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (i + 1 < order.length && rows.time(order[i + 1]) == rows.time(row)) {
                tally.count(SkipRule.DUPLICATE_ROW, Place.line(rows.place(row)));
                continue;
            }
            for (int column = 0; column < cells.length; column++) {
                cells[column] = rows.cell(column, row);
            }
            table.add(rows.time(row), cells);
        }
        return table.build();
    }
}

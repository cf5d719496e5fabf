package org.thermograd.adapter.files;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.training.StepField;

/**
 * A training log as CSV: a header that names {@code timestamp_shared} or {@code timestamp}, and one entry a line after it. Reused from line to line.
 * Confined to one thread.
 */
final class TrainingCsv {
    private final List<String> header;
    /** For each field that a step can have its column, the first of several. */
    private final Map<StepField, Integer> columns = new EnumMap<>(StepField.class);

    private final CsvLine fields = new CsvLine();

    private TrainingCsv(List<String> header) {
        this.header = header;
        for (int i = 0; i < header.size(); i++) {
            StepField field = StepField.of(header.get(i));
            if (field != null && !field.isPassedOver()) {
                columns.putIfAbsent(field, i);
            }
        }
    }

    /** Returns whether a line is the header of such a log: it names a time, and is no JSON. */
    static boolean isHeader(String line) {
        CsvLine fields = new CsvLine();
        return line.contains("timestamp")
                && fields.split(line, Integer.MAX_VALUE - 1)
                && fields.fields().stream().anyMatch(TrainingCsv::isTime);
    }

    private static boolean isTime(String name) {
        StepField field = StepField.of(name);
        return field == StepField.TIMESTAMP || field == StepField.TIMESTAMP_SHARED;
    }

    /** Takes a line for which {@link #isHeader} holds; of a name that stands twice the first column counts. */
    static TrainingCsv of(String line) {
        CsvLine fields = new CsvLine();
        fields.split(line, Integer.MAX_VALUE - 1);
        return new TrainingCsv(List.copyOf(fields.fields()));
    }

    /**
     * Reads a line that is not blank into an entry, or says why it cannot. Of a line without an end the last field may be torn, and is
     * taken as not known.
     *
     * @param line the current one is read
     * @param entries where a torn value is counted
     */
    void read(LineReader line, Place place, TrainingEntry entry, TrainingEntries entries) {
        if (!line.split(fields, header.size())) {
            entries.skip(SkipRule.BROKEN_QUOTE, place);
        } else if (fields.size() < header.size()) {
            entries.skip(SkipRule.ROW_TOO_SHORT, place);
        } else if (fields.size() > header.size()) {
            entries.skip(SkipRule.ROW_TOO_LONG, place);
        } else {
            readFields(line.ended(), place, entry, entries);
        }
    }

    private void readFields(boolean ended, Place place, TrainingEntry entry, TrainingEntries entries) {
        int last = header.size() - 1;
        entry.clear();
        columns.forEach((field, column) -> {
            if (ended || column < last) {
                entry.read(field, fields, column);
            }
        });
        if (!entry.hasTime() && fields.fields().equals(header)) {
            entries.skip(SkipRule.REPEATED_HEADER, place);
        } else if (!ended && isTime(header.get(last)) && !entry.hasTime()) {
            entries.skip(SkipRule.TORN_LAST_ROW, place);
        } else {
            if (!ended && columns.containsValue(last)) {
                entries.skip(SkipRule.TORN_LAST_VALUE, place);
            }
            entries.add(entry, place);
        }
    }
}

package org.thermograd.adapter.files;

import java.util.List;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.TrainingRecording;

/**
 * A training log as CSV: a header that names {@code timestamp_shared}, and one entry a line after it. Reused from line to line.
 * Confined to one thread.
 */
final class TrainingCsv {
    private final List<String> header;
    private final int[] columns;
    private final CsvLine fields = new CsvLine();

    private TrainingCsv(List<String> header) {
        this.header = header;
        this.columns = TrainingEntry.KEYS.stream().mapToInt(header::indexOf).toArray();
    }

    /** Returns whether a line is the header of such a log. */
    static boolean isHeader(String line) {
        CsvLine fields = new CsvLine();
        return line.contains(TrainingRecording.TIMESTAMP_SHARED)
                && fields.split(line, Integer.MAX_VALUE - 1)
                && fields.fields().contains(TrainingRecording.TIMESTAMP_SHARED);
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
        for (int key = 0; key < columns.length; key++) {
            if (columns[key] >= 0 && (ended || columns[key] < last)) {
                entry.read(key, fields, columns[key]);
            }
        }
        if (!entry.knows(TrainingEntry.TIMESTAMP_SHARED) && fields.fields().equals(header)) {
            entries.skip(SkipRule.REPEATED_HEADER, place);
        } else if (!ended && header.get(last).equals(TrainingRecording.TIMESTAMP_SHARED)) {
            entries.skip(SkipRule.TORN_LAST_ROW, place);
        } else {
            if (!ended && TrainingEntry.KEYS.contains(header.get(last))) {
                entries.skip(SkipRule.TORN_LAST_VALUE, place);
            }
            entries.add(entry, place);
        }
    }
}

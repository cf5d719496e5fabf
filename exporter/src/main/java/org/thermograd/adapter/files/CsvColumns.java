package org.thermograd.adapter.files;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.analysis.recording.HardwareRecording;

/**
 * Which columns of a hardware CSV are read beside time and device, and how its last line is taken. Immutable.
 *
 * @param numbers columns of numbers; the flag of collapses is one of them
 * @param words columns of text of which few differ; their cells hold the place of the text in a list of all texts
 * @param lastLine what becomes of a last line without an end
 */
record CsvColumns(List<String> numbers, List<String> words, LastLine lastLine) {
    /** What becomes of a last line without an end. */
    enum LastLine {
        /** Others may leave the end out: what cannot be torn is used. */
        USE,
        /** Our own writer ends each line: it is torn. */
        SKIP
    }

    /** What is read of a recording. */
    static final CsvColumns RECORDING = new CsvColumns(HardwareRecording.COLUMNS, List.of(), LastLine.USE);

    CsvColumns {
        numbers = List.copyOf(numbers);
        words = List.copyOf(words);
    }

    /** Returns all columns, numbers first. */
    List<String> all() {
        List<String> all = new ArrayList<>(numbers);
        all.addAll(words);
        return all;
    }
}

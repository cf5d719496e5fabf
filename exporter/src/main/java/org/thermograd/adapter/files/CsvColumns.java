package org.thermograd.adapter.files;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.collapse.CollapseReason;

/**
 * Which columns of a hardware CSV are read beside time and device, and how its last line is taken. Immutable.
 *
 * @param numbers columns of numbers; the flag of collapses is one of them
 * @param words columns of text of which few differ; their cells hold the place of the text in a list of all texts
 * @param readable whether a text may stand in a column of words; another is taken as not known and counted
 * @param lastLine what becomes of a last line without an end
 */
record CsvColumns(List<String> numbers, List<String> words, Predicate<String> readable, LastLine lastLine) {
    /** What becomes of a last line without an end. */
    enum LastLine {
        /** Others may leave the end out: what cannot be torn is used. */
        USE,
        /** Our own writer ends each line: it is torn. */
        SKIP
    }

    /** What is read of a recording. */
    static final CsvColumns RECORDING = recording();

    /** Column of the clock in megahertz, which others write. */
    static final String CLOCK_MEGAHERTZ = "clock_mhz";

    /** Column of the highest clock in megahertz, likewise. */
    static final String CLOCK_MAX_MEGAHERTZ = "clock_max_mhz";

    CsvColumns {
        numbers = List.copyOf(numbers);
        words = List.copyOf(words);
    }

    private static CsvColumns recording() {
        List<String> numbers = new ArrayList<>(HardwareRecording.COLUMNS);
        numbers.addAll(List.of(RecordedDevice.CLOCK_MAX, CLOCK_MEGAHERTZ, CLOCK_MAX_MEGAHERTZ));
        return new CsvColumns(numbers, List.of(RecordedDevice.THROTTLE_REASONS), CsvColumns::areReasons, LastLine.USE);
    }

    /** Others may have words or masks of their own, and a reason that is not understood must not look like no collapse. */
    private static boolean areReasons(String field) {
        return RecordedDevice.reasons(field).stream().allMatch(CollapseReason::isWord);
    }

    /** Returns all columns, numbers first. */
    List<String> all() {
        List<String> all = new ArrayList<>(numbers);
        all.addAll(words);
        return all;
    }
}

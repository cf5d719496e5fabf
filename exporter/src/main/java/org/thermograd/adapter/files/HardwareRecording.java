package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.series.SampleTable;

/**
 * The hardware side of a recorded session. Immutable and thread-safe.
 *
 * @param devices per device name the rows by time, one per millisecond; every table has the columns {@link #COLUMNS} and
 *     at least one row, a cell is {@code NaN} where the value is not known, else finite, and {@code collapse} is 0 or 1
 * @param columns which of {@link #COLUMNS} any header of the file has at all; one that is absent is {@code NaN} in every row
 * @param tally how many rows are in the tables, and what was skipped or noted
 */
public record HardwareRecording(SortedMap<String, SampleTable> devices, Set<String> columns, Tally tally) {
    /** The recorded collapse flag, 0 or 1. */
    public static final String COLLAPSE = "collapse";
    /** Temperature in degrees Celsius, as the file has it. */
    public static final String TEMPERATURE = "temp_c";
    /** The recorded index, mean of its last five values. */
    public static final String RLE_SMOOTHED = "rle_smoothed";
    /** The columns that are read, in the order of the tables. */
    public static final List<String> COLUMNS = List.of(COLLAPSE, TEMPERATURE, RLE_SMOOTHED);

    /** Copies {@code devices} and {@code columns}. */
    public HardwareRecording {
        requireNonNull(tally, "tally");
        devices = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, SampleTable>) devices));
        columns = Collections.unmodifiableSet(new TreeSet<>(columns));
    }
}

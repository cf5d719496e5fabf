package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;

/**
 * The hardware side of a recorded session. Immutable and thread-safe.
 *
 * @param devices per device name the rows by time, one per millisecond; every table has the columns {@link #COLUMNS} and
 *     at least one row, a cell is {@code NaN} where the value is not known, else finite, and {@code collapse} is 0 or 1
 * @param tally how many rows are in the tables, and what was skipped or noted
 */
public record HardwareRecording(SortedMap<String, SampleTable> devices, Tally tally) {
    /** The columns that are read, in the order of the tables. */
    public static final List<String> COLUMNS = List.of(
            SampledRun.COLLAPSE,
            SampledRun.TEMPERATURE,
            SampledRun.SMOOTHED_INDEX,
            SampledRun.UTILIZATION,
            SampledRun.POWER,
            SampledRun.CLOCK);

    /** Copies {@code devices}. */
    public HardwareRecording {
        requireNonNull(tally, "tally");
        devices = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, SampleTable>) devices));
    }
}

package org.thermograd.domain.analysis.crosscorrelation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * A run and the samples of its devices.
 *
 * @param id the name of the run
 * @param gradNorm its gradient norms
 * @param devices for each device its samples, with the column of each {@link DeviceSignal} that there is; those before and
 *     after the run are not used
 * @param collapseFlags for each device of which one is known the flag of a collapse: 0 outside, {@code NaN} where it is not
 *     known, anything else inside
 */
public record WatchedRun(
        String id,
        TimeSeries gradNorm,
        SortedMap<String, SampleTable> devices,
        SortedMap<String, TimeSeries> collapseFlags) {
    /** Copies the maps. */
    public WatchedRun {
        requireNonNull(id, "id");
        requireNonNull(gradNorm, "gradNorm");
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        collapseFlags = Collections.unmodifiableSortedMap(new TreeMap<>(collapseFlags));
    }
}

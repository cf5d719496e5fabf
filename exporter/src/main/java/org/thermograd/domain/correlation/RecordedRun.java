package org.thermograd.domain.correlation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * One run as it was recorded in files.
 *
 * @param id the name of the run
 * @param entries all entries of its training log, with the columns {@link #GRAD_NORM} and {@link #LOSS}
 * @param gradNorm the gradient norms that the log holds; entries without one are left out
 * @param step for each of these gradient norms its step, {@code NaN} where the log does not say
 * @param devices for each device its samples, with the columns {@link #COLLAPSE}, {@link #TEMPERATURE} and {@link #RLE}
 */
public record RecordedRun(
        String id, SampleTable entries, TimeSeries gradNorm, TimeSeries step, SortedMap<String, SampleTable> devices) {
    /** Column of the gradient norm. */
    public static final String GRAD_NORM = "grad_norm";

    /** Column of the loss. */
    public static final String LOSS = "loss";

    /** Column of the collapse flag, 0 or 1. */
    public static final String COLLAPSE = "collapse";

    /** Column of the temperature in degrees Celsius. */
    public static final String TEMPERATURE = "temp_c";

    /** Column of the smoothed efficiency index. */
    public static final String RLE = "rle_smoothed";

    public RecordedRun {
        requireNonNull(id, "id");
        requireNonNull(entries, "entries");
        requireNonNull(gradNorm, "gradNorm");
        if (step.size() != gradNorm.size()) {
            throw new IllegalArgumentException(
                    "step must have one value per gradient norm, got " + step.size() + " for " + gradNorm.size());
        }
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /** Returns the run with the collapses that its monitor recorded. */
    public Run withRecordedCollapses() {
        SortedMap<String, TimeSeries> flags = new TreeMap<>();
        devices.forEach((device, samples) -> flags.put(device, samples.column(COLLAPSE)));
        return new Run(id, gradNorm, flags);
    }
}

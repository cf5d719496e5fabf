package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.training.RunAnnotations;

/**
 * One run as it was recorded in files.
 *
 * @param id the name of the run
 * @param entries all entries of its training log, with the columns {@link #GRAD_NORM} and {@link #LOSS}
 * @param gradNorm the gradient norms that the log holds; entries without one are left out
 * @param step for each of these gradient norms its step, {@code NaN} where the log does not say
 * @param devices for each device its samples, with the columns {@link #COLLAPSE}, {@link #TEMPERATURE} and {@link #SMOOTHED_INDEX},
 *     and for inferred collapses {@link #UTILIZATION} and {@link #POWER}, and maybe {@link #CLOCK} and
 *     {@link #HELD_BACK}; one row per time
 * @param annotations what the run said about its time
 */
public record SampledRun(
        String id,
        SampleTable entries,
        TimeSeries gradNorm,
        TimeSeries step,
        SortedMap<String, SampleTable> devices,
        RunAnnotations annotations) {
    /** Column of the gradient norm. */
    public static final String GRAD_NORM = "grad_norm";

    /** Column of the loss. */
    public static final String LOSS = "loss";

    /** Column of the collapse flag, 0 or 1. */
    public static final String COLLAPSE = "collapse";

    /** Column of the temperature in degrees Celsius. */
    public static final String TEMPERATURE = "temp_c";

    /** Column of the smoothed efficiency index, as the monitor that recorded it computed it. */
    public static final String SMOOTHED_INDEX = "rle_smoothed";

    /** Column of the utilization in percent. */
    public static final String UTILIZATION = "util_pct";

    /** Column of the power in watts. */
    public static final String POWER = "power_w";

    /**
     * Column of what driver or clock say: 1 where they hold the device back, 0 where they do not, {@code NaN} where they do
     * not tell. Absent where they never do.
     */
    public static final String HELD_BACK = "held_back";

    /** Column of the clock in hertz. */
    public static final String CLOCK = "clock_hz";

    public SampledRun {
        requireNonNull(id, "id");
        requireNonNull(entries, "entries");
        requireNonNull(gradNorm, "gradNorm");
        if (step.size() != gradNorm.size()) {
            throw new IllegalArgumentException(
                    "step must have one value per gradient norm, got " + step.size() + " for " + gradNorm.size());
        }
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        requireNonNull(annotations, "annotations");
    }

    /** Makes a run that said nothing about its time. */
    public SampledRun(
            String id,
            SampleTable entries,
            TimeSeries gradNorm,
            TimeSeries step,
            SortedMap<String, SampleTable> devices) {
        this(id, entries, gradNorm, step, devices, RunAnnotations.NONE);
    }

    /** Returns the run with the collapses that its monitor recorded. */
    public Run withRecordedCollapses() {
        SortedMap<String, TimeSeries> flags = new TreeMap<>();
        devices.forEach((device, samples) -> flags.put(device, samples.column(COLLAPSE)));
        return new Run(id, gradNorm, flags).withAnnotations(annotations);
    }

    /**
     * Returns the run with the collapses inferred from utilization, temperature and power. Samples without a utilization are left out.
     *
     * <p>A device is blind if it has no utilization, no temperature, the same temperature in every sample, no sample
     * that could be judged, or none in which it was loaded and heating. The same temperature throughout is taken as a placeholder: a sensor that is really that
     * steady could not show a collapse in this recording either. Samples that could not be judged, in the warm-up, after
     * a gap or without a slope of the temperature, are no watched time, nor are those in which the device was not loaded or
     * did not heat.
     *
     * @param configs how the index is computed, for each device
     * @throws IllegalArgumentException if a device has no configuration
     */
    public InferredRun withInferredCollapses(Map<String, EfficiencyConfig> configs) {
        SortedMap<String, TimeSeries> flags = new TreeMap<>();
        SortedMap<String, TimeSeries> indices = new TreeMap<>();
        SortedMap<String, InferredRun.BlindReason> blind = new TreeMap<>();
        SortedMap<String, Coverage> seen = new TreeMap<>();
        devices.forEach((device, samples) -> {
            EfficiencyConfig config = configs.get(device);
            if (config == null) {
                throw new IllegalArgumentException(
                        "configs must have one for " + device + ", got " + new TreeSet<>(configs.keySet()));
            }
            InferredEpisodes episodes = InferredEpisodes.of(samples, config);
            flags.put(device, episodes.flags());
            indices.put(device, episodes.index());
            episodes.blind()
                    .ifPresentOrElse(reason -> blind.put(device, reason), () -> seen.put(device, episodes.seen()));
        });
        return new InferredRun(
                new Run(id, gradNorm, flags, CollapseKind.INFERRED)
                        .withAnnotations(annotations)
                        .withSeen(seen),
                indices,
                blind);
    }

    /** Returns whether another run has the same gradient norms and, on devices of the same names, the same samples. */
    public boolean hasSameSamplesAs(SampledRun other) {
        return gradNorm.isSameAs(other.gradNorm)
                && devices.keySet().equals(other.devices.keySet())
                && devices.entrySet().stream()
                        .allMatch(device -> isSame(device.getValue(), other.devices.get(device.getKey())));
    }

    /** Returns whether another run has the same gradient norms in the same order, at whatever times. */
    public boolean hasSameNormsAs(SampledRun other) {
        return gradNorm.size() > 0 && Arrays.equals(gradNorm.values(), other.gradNorm.values());
    }

    private static boolean isSame(SampleTable samples, @Nullable SampleTable other) {
        return other != null
                && samples.columns().equals(other.columns())
                && samples.columns().stream()
                        .allMatch(column -> samples.column(column).isSameAs(other.column(column)));
    }
}

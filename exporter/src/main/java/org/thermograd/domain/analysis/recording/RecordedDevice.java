package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.collapse.LowClock;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * The samples of one device of a session. Immutable and thread-safe.
 *
 * @param samples at least one, by time, with the columns {@link #COLUMNS}; a cell is {@code NaN} where it is not known
 * @param reasonSets what the cells of {@link #THROTTLE_REASONS} stand for: the reasons that the driver gave
 */
public record RecordedDevice(SampleTable samples, List<Set<String>> reasonSets) {
    /** Column of the place in {@link #reasonSets} of the reasons that were given. */
    public static final String THROTTLE_REASONS = "throttle_reasons";
    /** Column of how often the kernel has counted throttling of processors. */
    public static final String THROTTLES_TOTAL = "throttles_total";
    /** Column of the rated power, where the driver tells. */
    public static final String RATED_WATTS = "rated_watts";
    /** Column of the temperature limit, where the driver tells. */
    public static final String LIMIT_CELSIUS = "limit_c";
    /** Column of the temperature of the memory. */
    public static final String MEMORY_TEMPERATURE = "vram_temp_c";
    /** Column of the speed of the fastest fan in percent. */
    public static final String FAN = "fan_pct";

    /** Column of the highest clock in hertz, where the driver tells. */
    public static final String CLOCK_MAX = "clock_max_hz";

    /** Stands in {@link #THROTTLE_REASONS} of a file where the driver reports and gives no reason. */
    public static final String NO_REASON = "none";

    private static final double PERCENT = 100;

    /** The columns of the table: those of {@link HardwareRecording} first. */
    public static final List<String> COLUMNS = columns();

    /** Copies the list. */
    public RecordedDevice {
        requireNonNull(samples, "samples");
        reasonSets = reasonSets.stream().map(Set::copyOf).toList();
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(HardwareRecording.COLUMNS);
        columns.addAll(List.of(
                MEMORY_TEMPERATURE, FAN, THROTTLES_TOTAL, RATED_WATTS, LIMIT_CELSIUS, CLOCK_MAX, THROTTLE_REASONS));
        return List.copyOf(columns);
    }

    /** Returns the reasons that the driver gave at a sample, none or more; nothing where it did not tell. */
    public Optional<Set<String>> throttleReasons(int row) {
        double place = samples.column(THROTTLE_REASONS).value(row);
        return Double.isNaN(place) ? Optional.empty() : Optional.of(reasonSets.get((int) place));
    }

    /**
     * Returns the flags of the reasons for which the driver may hold a device back.
     *
     * @param reasons which
     * @return for each of them the samples at which the driver told: 1 where it held the device back for the reason, else 0;
     *     nothing where it never told
     */
    public SortedMap<String, TimeSeries> flags(Set<String> reasons) {
        int[] told = IntStream.range(0, samples.size())
                .filter(row -> throttleReasons(row).isPresent())
                .toArray();
        SortedMap<String, TimeSeries> flags = new TreeMap<>();
        if (told.length > 0) {
            long[] times = IntStream.of(told).mapToLong(samples::epochMillis).toArray();
            reasons.forEach(reason -> flags.put(
                    reason,
                    TimeSeries.of(
                            times,
                            IntStream.of(told)
                                    .mapToDouble(row -> isHeldBack(row, reason) ? 1 : 0)
                                    .toArray())));
        }
        return flags;
    }

    /** Returns for each sample 1 where the driver held the device back for any reason, 0 where it did not, {@code NaN} where it did not tell. */
    public TimeSeries throttled() {
        double[] throttled = new double[samples.size()];
        for (int row = 0; row < throttled.length; row++) {
            throttled[row] = throttleReasons(row)
                    .map(given -> CollapseReason.holdingBack(given).isEmpty() ? 0.0 : 1.0)
                    .orElse(Double.NaN);
        }
        return TimeSeries.of(samples.epochMillis(), throttled);
    }

    /** Returns whether a driver told at any time for which reasons it holds the device back. */
    boolean tellsReasons() {
        return IntStream.range(0, samples.size())
                .anyMatch(row -> throttleReasons(row).isPresent());
    }

    /** Returns the rows at which driver or kernel told whether it is held back, or where no driver gives reasons its clock. */
    int[] told() {
        TimeSeries counts = samples.column(THROTTLES_TOTAL);
        boolean reasons = tellsReasons();
        return IntStream.range(0, samples.size())
                .filter(row -> throttleReasons(row).isPresent()
                        || !Double.isNaN(counts.value(row))
                        || (!reasons && lowClock(row).isPresent()))
                .toArray();
    }

    /** Returns whether the clock was low under load at a sample; nothing where that is not known. */
    private Optional<Boolean> lowClock(int row) {
        return LowClock.of(
                samples.column(SampledRun.UTILIZATION).value(row) / PERCENT,
                samples.column(SampledRun.CLOCK).value(row),
                samples.column(CLOCK_MAX).value(row));
    }

    /** Returns whether a collapse would be confirmed at a sample, if that lasted. */
    boolean isHeldBack(int row) {
        return throttleReasons(row)
                .map(RecordedDevice::confirms)
                .orElseGet(() -> lowClock(row).orElse(false));
    }

    /** Returns whether a driver holds a device back for one of the reasons that it gives, and that confirms a collapse. */
    private static boolean confirms(Set<String> given) {
        return CollapseReason.idsOf(CollapseKind.CONFIRMED).stream()
                .anyMatch(reason -> CollapseReason.holdsBack(reason, given));
    }

    /** Returns for each sample 1 where driver or clock hold the device back, 0 where they do not, {@code NaN} where neither tells. */
    public double[] heldBack() {
        boolean reasons = tellsReasons();
        double[] held = new double[samples.size()];
        for (int row = 0; row < held.length; row++) {
            boolean tells = throttleReasons(row).isPresent()
                    || (!reasons && lowClock(row).isPresent());
            held[row] = !tells ? Double.NaN : isHeldBack(row) ? 1 : 0;
        }
        return held;
    }

    /** Returns whether the driver held the device back for a reason at a sample. */
    boolean isHeldBack(int row, String reason) {
        return CollapseReason.holdsBack(reason, throttleReasons(row).orElse(Set.of()));
    }

    /** Returns the reasons in a field that is not empty. */
    public static Set<String> reasons(String field) {
        Set<String> reasons = new TreeSet<>();
        if (!field.equals(NO_REASON)) {
            for (String reason : field.split("\\|", -1)) {
                if (!reason.isBlank()) {
                    reasons.add(reason.strip());
                }
            }
        }
        return reasons;
    }
}

package org.thermograd.domain.analysis.comparison;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.thermograd.domain.series.TimeSeries;

/**
 * One run of a comparison. Immutable and thread-safe.
 *
 * @param name how people call it
 * @param labels what must agree between the runs, such as model and batch size
 * @param steps when each step ended, with its number; the number is {@code NaN} where it is not known
 * @param devices by name
 * @param simulated whether its hardware or its training was simulated
 */
public record ComparedRun(
        String name,
        SortedMap<String, String> labels,
        TimeSeries steps,
        SortedMap<String, ComparedDevice> devices,
        boolean simulated) {
    /** Copies the maps. */
    public ComparedRun {
        requireNonNull(name, "name");
        requireNonNull(steps, "steps");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /** Returns whether every step has a number. */
    boolean isNumbered() {
        return IntStream.range(0, steps.size()).noneMatch(i -> Double.isNaN(steps.value(i)));
    }

    /** Returns whether all its devices tell when they are throttled; there is at least one. */
    boolean reasonsAreKnown() {
        return !devices.isEmpty() && devices.values().stream().allMatch(ComparedDevice::reasonsAreKnown);
    }

    /** Returns whether the clocks of all its devices are known; there is at least one. */
    boolean clocksAreKnown() {
        return !devices.isEmpty() && devices.values().stream().allMatch(ComparedDevice::clockIsKnown);
    }
}

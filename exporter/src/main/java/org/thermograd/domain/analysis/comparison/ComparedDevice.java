package org.thermograd.domain.analysis.comparison;

import static java.util.Objects.requireNonNull;

import java.util.stream.IntStream;
import org.thermograd.domain.analysis.cost.ClockSamples;
import org.thermograd.domain.series.TimeSeries;

/**
 * What was seen of a device during a run. Immutable and thread-safe.
 *
 * @param throttled at each sample of the device 1 where its driver said that it was throttled, 0 where it said that it was not, and
 *     {@code NaN} where it said nothing
 * @param clock its clock; without samples where that was not recorded
 */
public record ComparedDevice(TimeSeries throttled, ClockSamples clock) {
    /** Checks for nulls. */
    public ComparedDevice {
        requireNonNull(throttled, "throttled");
        requireNonNull(clock, "clock");
    }

    /** Returns whether the driver said at any time whether it throttles. */
    boolean reasonsAreKnown() {
        return IntStream.range(0, throttled.size()).anyMatch(i -> !Double.isNaN(throttled.value(i)));
    }

    /** Returns whether there are samples of the clock. */
    boolean clockIsKnown() {
        return clock.hertz().size() > 0;
    }
}

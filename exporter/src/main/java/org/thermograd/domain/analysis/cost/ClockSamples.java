package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.series.TimeSeries;

/**
 * The clock of a device. Immutable and thread-safe.
 *
 * @param hertz its samples; those that are not finite or not positive are dropped
 * @param fullHertz the highest that it can have; absent where it is not known
 */
public record ClockSamples(TimeSeries hertz, OptionalDouble fullHertz) {
    /** Drops what is no clock. */
    public ClockSamples {
        requireNonNull(fullHertz, "fullHertz");
        hertz = known(hertz);
    }

    private static TimeSeries known(TimeSeries samples) {
        int[] rows = IntStream.range(0, samples.size())
                .filter(i -> samples.value(i) > 0 && samples.value(i) < Double.POSITIVE_INFINITY)
                .toArray();
        return rows.length == samples.size()
                ? samples
                : TimeSeries.of(
                        IntStream.of(rows).mapToLong(samples::epochMillis).toArray(),
                        IntStream.of(rows).mapToDouble(samples::value).toArray());
    }

    /** Returns the clock in the middle of each step: linear between samples, constant before the first and after the last. */
    public double[] inTheMiddleOf(StepTimes steps) {
        double[] clocks = new double[steps.size()];
        int next = 0;
        for (int i = 0; i < clocks.length; i++) {
            double middle = steps.startMillis(i) + steps.millis(i) / 2.0;
            while (next < hertz.size() && hertz.epochMillis(next) <= middle) {
                next++;
            }
            clocks[i] = at(middle, next);
        }
        return clocks;
    }

    private double at(double millis, int next) {
        if (next == 0 || next == hertz.size()) {
            return hertz.value(next == 0 ? 0 : next - 1);
        }
        long before = hertz.epochMillis(next - 1);
        double share = (millis - before) / (hertz.epochMillis(next) - before);
        return hertz.value(next - 1) + share * (hertz.value(next) - hertz.value(next - 1));
    }
}

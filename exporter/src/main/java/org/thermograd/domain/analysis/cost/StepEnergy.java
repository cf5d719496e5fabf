package org.thermograd.domain.analysis.cost;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/** The energy of each step: the power between samples is taken to change evenly. Immutable. */
final class StepEnergy {
    private static final double MILLIS = 1000;

    private final double[] joules;

    /**
     * Integrates the power over the steps.
     *
     * @param powerWatts samples; those that are not finite are skipped
     * @param watched the segments in which the steps lie
     */
    StepEnergy(TimeSeries powerWatts, Coverage watched, StepTimes times) {
        this.joules = new double[times.size()];
        int step = 0;
        for (Segment segment : watched.segments()) {
            Cumulative energy = new Cumulative(finite(powerWatts.between(segment.startMillis(), segment.endMillis())));
            for (; step < joules.length && times.startMillis(step) < segment.endMillis(); step++) {
                joules[step] = energy.at(times.endMillis(step)) - energy.at(times.startMillis(step));
            }
        }
    }

    private static TimeSeries finite(TimeSeries watts) {
        int[] known = IntStream.range(0, watts.size())
                .filter(i -> Double.isFinite(watts.value(i)))
                .toArray();
        return TimeSeries.of(
                Arrays.stream(known).mapToLong(watts::epochMillis).toArray(),
                Arrays.stream(known).mapToDouble(watts::value).toArray());
    }

    /** Returns the mean energy of the steps that are chosen and whose energy is known; nothing if there is none. */
    OptionalDouble mean(IntPredicate chosen) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < joules.length; i++) {
            if (chosen.test(i) && !Double.isNaN(joules[i])) {
                sum += joules[i];
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    /** Energy since the first sample. */
    private static final class Cumulative {
        private final TimeSeries watts;
        private final double[] joules;

        Cumulative(TimeSeries watts) {
            this.watts = watts;
            this.joules = new double[watts.size()];
            for (int i = 1; i < joules.length; i++) {
                joules[i] = joules[i - 1]
                        + (watts.epochMillis(i) - watts.epochMillis(i - 1))
                                / MILLIS
                                * (watts.value(i) + watts.value(i - 1))
                                / 2;
            }
        }

        /** Returns the energy up to a time; NaN outside of the samples. */
        double at(long millis) {
            int last = joules.length - 1;
            if (last < 0 || millis < watts.epochMillis(0) || millis > watts.epochMillis(last)) {
                return Double.NaN;
            }
            int low = watts.firstAtOrAfter(millis + 1) - 1;
            long over = millis - watts.epochMillis(low);
            if (over == 0) {
                return joules[low];
            }
            long interval = watts.epochMillis(low + 1) - watts.epochMillis(low);
            double slope = (watts.value(low + 1) - watts.value(low)) / interval;
            return joules[low] + over / MILLIS * (watts.value(low) + slope * over / 2);
        }
    }
}

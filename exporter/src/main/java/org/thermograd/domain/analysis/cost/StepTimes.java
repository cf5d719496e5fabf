package org.thermograd.domain.analysis.cost;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The steps of a run with their durations, on a time line without gaps: the watched segments one after the other. Step i
 * took the time from the step before it; both lie in one segment.
 *
 * @param startMillis on that line, ascending
 * @param endMillis on that line
 * @param durations in seconds, more than 0
 * @param stalls steps left out for their length
 * @param stallSeconds how long they took
 * @param lengthMillis of the line
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never handed out, never compared
record StepTimes(
        long[] startMillis, long[] endMillis, double[] durations, int stalls, double stallSeconds, long lengthMillis) {
    private static final double MILLIS = 1000;

    /** Returns the durations of the steps that end in the coverage, where the step before does too. */
    static StepTimes of(TimeSeries steps, Coverage coverage) {
        long[] starts = new long[steps.size()];
        long[] ends = new long[steps.size()];
        int size = 0;
        long offset = 0;
        int i = 0;
        for (Segment segment : coverage.segments()) {
            while (i < steps.size() && steps.epochMillis(i) < segment.startMillis()) {
                i++;
            }
            long shift = offset - segment.startMillis();
            for (boolean first = true; i < steps.size() && steps.epochMillis(i) < segment.endMillis(); i++) {
                if (!first && steps.epochMillis(i) > steps.epochMillis(i - 1)) {
                    starts[size] = steps.epochMillis(i - 1) + shift;
                    ends[size] = steps.epochMillis(i) + shift;
                    size++;
                }
                first = false;
            }
            offset += segment.lengthMillis();
        }
        return withoutStalls(Arrays.copyOf(starts, size), Arrays.copyOf(ends, size), offset);
    }

    private static StepTimes withoutStalls(long[] starts, long[] ends, long length) {
        double[] durations = new double[starts.length];
        for (int i = 0; i < starts.length; i++) {
            durations[i] = (ends[i] - starts[i]) / MILLIS;
        }
        double longest =
                CostConfig.STALL_FACTOR * Median.withDefaults().withCopy(true).evaluate(durations);
        int kept = 0;
        double stallSeconds = 0;
        for (int i = 0; i < starts.length; i++) {
            if (durations[i] > longest) {
                stallSeconds += durations[i];
            } else {
                starts[kept] = starts[i];
                ends[kept] = ends[i];
                durations[kept] = durations[i];
                kept++;
            }
        }
        return new StepTimes(
                Arrays.copyOf(starts, kept),
                Arrays.copyOf(ends, kept),
                Arrays.copyOf(durations, kept),
                starts.length - kept,
                stallSeconds,
                length);
    }

    int size() {
        return durations.length;
    }

    /** Returns how long each took. */
    long[] durationMillis() {
        long[] millis = new long[size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = endMillis[i] - startMillis[i];
        }
        return millis;
    }
}

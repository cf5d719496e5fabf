package org.thermograd.domain.cost;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.series.Ascending;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The steps of a run that can be compared. Step i took from one entry of the training log to the next; both lie in one watched
 * segment. Left out are stalls, longer than {@link ClusterRules#STALL_FACTOR} medians, and every step that begins less than
 * {@link ClusterRules#RESUME_MILLIS} after the start of its segment, the end of a stall before it, or a restart. Immutable and thread-safe.
 */
public final class StepTimes {
    private static final double MILLIS = 1000;

    private final long[] startMillis;
    private final long[] endMillis;
    private final double medianMillis;
    private final int stalls;
    private final double stallSeconds;
    private final double watchedSeconds;

    private StepTimes(
            long[] startMillis,
            long[] endMillis,
            double medianMillis,
            int stalls,
            double stallSeconds,
            double watchedSeconds) {
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        this.medianMillis = medianMillis;
        this.stalls = stalls;
        this.stallSeconds = stallSeconds;
        this.watchedSeconds = watchedSeconds;
    }

    /** Returns the steps that end in the coverage, where the entry before does too, in the same segment. */
    public static StepTimes of(TimeSeries steps, Coverage watched) {
        return of(steps, watched, 1);
    }

    /**
     * Returns the same where several steps together are taken for one, and the stall is one of them.
     *
     * @param together how many, at least 1
     */
    public static StepTimes of(TimeSeries steps, Coverage watched, int together) {
        return of(steps, watched, together, new long[0]);
    }

    /**
     * Returns the same without the steps that begin less than {@link ClusterRules#RESUME_MILLIS} after a restart.
     *
     * @param restarts when the training went back to an earlier step, each the end of a step; ascending
     */
    public static StepTimes of(TimeSeries steps, Coverage watched, long[] restarts) {
        return of(steps, watched, 1, restarts);
    }

    private static StepTimes of(TimeSeries steps, Coverage watched, int together, long[] restarts) {
        long[] starts = new long[steps.size()];
        long[] ends = new long[steps.size()];
        int[] segments = new int[steps.size()];
        int size = 0;
        int i = 0;
        for (int s = 0; s < watched.segments().size(); s++) {
            Segment segment = watched.segments().get(s);
            i = Math.max(i, steps.firstAtOrAfter(segment.startMillis()));
            for (boolean first = true; i < steps.size() && steps.epochMillis(i) < segment.endMillis(); i++) {
                if (!first && steps.epochMillis(i) > steps.epochMillis(i - 1)) {
                    starts[size] = steps.epochMillis(i - 1);
                    ends[size] = steps.epochMillis(i);
                    segments[size] = s;
                    size++;
                }
                first = false;
            }
        }
        return usable(Arrays.copyOf(starts, size), Arrays.copyOf(ends, size), segments, watched, together, restarts);
    }

    private static StepTimes usable(
            long[] starts, long[] ends, int[] segments, Coverage watched, int together, long[] restarts) {
        double median = starts.length == 0 ? 0 : Median.withDefaults().evaluate(differences(starts, ends));
        double longestMillis = (ClusterRules.STALL_FACTOR + together - 1) / together * median;
        int kept = 0;
        int stalls = 0;
        long stallMillis = 0;
        long watchedMillis = 0;
        int segment = -1;
        long resumed = 0;
        int restart = 0;
        for (int i = 0; i < starts.length; i++) {
            long duration = ends[i] - starts[i];
            watchedMillis += duration;
            if (segments[i] != segment) {
                segment = segments[i];
                resumed = watched.segments().get(segment).startMillis();
            }
            for (; restart < restarts.length && restarts[restart] <= starts[i]; restart++) {
                resumed = Math.max(resumed, restarts[restart]);
            }
            if (duration > longestMillis) {
                stalls++;
                stallMillis += duration;
                resumed = ends[i];
            } else if (starts[i] - resumed >= ClusterRules.RESUME_MILLIS) {
                starts[kept] = starts[i];
                ends[kept] = ends[i];
                kept++;
            }
        }
        return new StepTimes(
                Arrays.copyOf(starts, kept),
                Arrays.copyOf(ends, kept),
                median,
                stalls,
                stallMillis / MILLIS,
                watchedMillis / MILLIS);
    }

    private static double[] differences(long[] starts, long[] ends) {
        double[] millis = new double[starts.length];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = ends[i] - starts[i];
        }
        return millis;
    }

    /** Returns how many can be used. */
    public int size() {
        return startMillis.length;
    }

    /** Returns when one began, in milliseconds since 1970 UTC; ascending. */
    public long startMillis(int step) {
        return startMillis[step];
    }

    /** Returns when one ended, later than it began; ascending. */
    public long endMillis(int step) {
        return endMillis[step];
    }

    /** Returns the median length of all steps in milliseconds, those left out included; 0 of none. */
    public double medianMillis() {
        return medianMillis;
    }

    /** Returns how many were stalls. */
    public int stalls() {
        return stalls;
    }

    /** Returns how long the stalls took together. */
    public double stallSeconds() {
        return stallSeconds;
    }

    /** Returns how long all steps took together, those left out included. */
    public double watchedSeconds() {
        return watchedSeconds;
    }

    /** Returns the index of the first that ends after a time; their number if there is none. */
    int firstEndingAfter(long millis) {
        return firstAbove(endMillis, millis);
    }

    /** Returns the index of the first that starts after a time; their number if there is none. */
    int firstStartingAfter(long millis) {
        return firstAbove(startMillis, millis);
    }

    private static int firstAbove(long[] ascending, long millis) {
        return Ascending.first(ascending.length, i -> ascending[i] > millis);
    }

    /** Returns how long one took, more than 0. */
    public long millis(int step) {
        return endMillis[step] - startMillis[step];
    }

    /** Returns how long each took, in milliseconds. */
    public double[] durationMillis() {
        return differences(startMillis, endMillis);
    }

    /** Returns how long each of some took, in milliseconds, of the steps from one up to another. */
    public double[] durationMillis(IntPredicate chosen, int from, int to) {
        double[] millis = new double[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            if (chosen.test(i)) {
                millis[size++] = millis(i);
            }
        }
        return Arrays.copyOf(millis, size);
    }
}

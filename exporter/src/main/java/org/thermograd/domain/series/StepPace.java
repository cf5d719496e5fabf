package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How long the steps of a run take, and where it may have paused. Immutable and thread-safe.
 *
 * <p>A step lasts from one sample to the next. A step is <em>slow</em> if it is longer than {@code slowFactor} median
 * steps; steps that touch a stretch of throttling that a driver reported are set aside, since long steps are explained
 * there. A longest run of slow steps, each of which begins at the end of the one before, is a <em>stop</em> if it has at
 * most {@code pauseSteps} steps, or one that is longer than {@code stallFactor} median steps; a longer run without one is
 * a slow phase. Which stops are pauses depends on a threshold; see {@link Pauses}.
 *
 * <p>Source: docs/correlation.md, "Pauses".
 *
 * @param medianMillis the median of the intervals between samples that are above 0; 0 if there is none
 * @param thresholdMillis a stop with a longer step is a pause, {@code max(pauseFactor median, median + pauseExtra)}
 * @param stops the stops with a step above the threshold, in time order
 * @param phases when the run said itself that it did not train, in time order, disjoint: pauses, however short, and a stop
 *     that overlaps one is a part of it
 */
public record StepPace(double medianMillis, double thresholdMillis, List<Stop> stops, List<Segment> phases) {
    private static final int MEDIANS_AT_MOST = 4;

    /**
     * Slow steps after one another.
     *
     * @param time from the start of the first to the end of the last
     * @param longestMillis the longest of them
     */
    public record Stop(Segment time, long longestMillis) {}

    /** Copies the lists. */
    public StepPace {
        stops = List.copyOf(stops);
        phases = List.copyOf(phases);
    }

    /** Returns the same of a run that says itself when it does not train; the times may overlap. */
    public StepPace withPhases(List<Segment> times) {
        return new StepPace(medianMillis, thresholdMillis, stops, Segment.joined(times, 1));
    }

    /**
     * Measures the steps of a run. Takes time in proportion to their number.
     *
     * @param steps a sample at the end of each step; only the times are read
     * @param throttled stretches of throttling that a driver reported, in any order; they may overlap
     * @param rule what counts as slow
     */
    public static StepPace of(TimeSeries steps, List<Segment> throttled, PauseRule rule) {
        requireNonNull(steps, "steps");
        double median = medianStepMillis(steps);
        Joined slow = new Joined();
        List<Segment> aside = Segment.joined(throttled, 1);
        int next = 0;
        for (int i = 1; i < steps.size(); i++) {
            long start = steps.epochMillis(i - 1);
            long end = steps.epochMillis(i);
            while (next < aside.size() && aside.get(next).endMillis() <= start) {
                next++;
            }
            boolean explained = next < aside.size() && aside.get(next).startMillis() < end;
            if (!explained && end - start > rule.slowFactor() * median) {
                slow.add(start, end);
            }
        }
        return of(median, slow.all(), rule);
    }

    /**
     * Takes steps that somebody else measured.
     *
     * @param medianMillis the median of the steps longer than 0; 0 if there is none
     * @param slow the longest runs of slow steps, in time order
     * @param rule which of them are stops
     */
    public static StepPace of(double medianMillis, List<SlowSteps> slow, PauseRule rule) {
        double threshold = Math.max(rule.pauseFactor() * medianMillis, medianMillis + rule.pauseExtraMillis());
        double stall = rule.stallFactor() * medianMillis;
        return new StepPace(
                medianMillis,
                threshold,
                slow.stream()
                        .filter(run -> run.longestMillis() > threshold
                                && (run.steps() <= rule.pauseSteps() || run.longestMillis() > stall))
                        .map(run -> new Stop(run.time(), run.longestMillis()))
                        .toList(),
                List.of());
    }

    /** Returns the median of the intervals between neighbors that are above 0, in milliseconds; 0 if there is none. */
    public static double medianStepMillis(TimeSeries steps) {
        double[] lengths = new double[Math.max(0, steps.size() - 1)];
        int n = 0;
        for (int i = 1; i < steps.size(); i++) {
            long length = steps.epochMillis(i) - steps.epochMillis(i - 1);
            if (length > 0) {
                lengths[n++] = length;
            }
        }
        return n == 0 ? 0 : Median.withDefaults().withCopy(false).evaluateRange(lengths, 0, n);
    }

    /**
     * Returns when the step began that ended at a time: at the sample before, but at most 4 median steps earlier; one
     * median step earlier if there is no sample before.
     *
     * @param steps a sample at the end of each step
     * @param medianMillis what {@link #medianStepMillis} says of them
     * @param endMillis the end of the step; of samples of one time the first counts
     */
    public static long startMillis(TimeSeries steps, double medianMillis, long endMillis) {
        int sample = steps.firstAtOrAfter(endMillis);
        return startMillis(
                sample == 0 ? OptionalLong.empty() : OptionalLong.of(steps.epochMillis(sample - 1)),
                medianMillis,
                endMillis);
    }

    /**
     * Returns the same where the step before is known.
     *
     * @param beforeMillis the end of the step before; absent if there is none
     * @param medianMillis as above
     * @param endMillis the end of the step
     */
    public static long startMillis(OptionalLong beforeMillis, double medianMillis, long endMillis) {
        return beforeMillis.isEmpty()
                ? endMillis - (long) medianMillis
                : Math.max(beforeMillis.getAsLong(), endMillis - (long) (MEDIANS_AT_MOST * medianMillis));
    }

    /** Joins slow steps that follow one another. Confined to one thread. */
    private static final class Joined {
        private final List<SlowSteps> all = new ArrayList<>();
        private long start;
        private long end;
        private long longest;
        private int steps;

        void add(long from, long to) {
            if (steps == 0 || from != end) {
                close();
                start = from;
                longest = 0;
                steps = 0;
            }
            end = to;
            longest = Math.max(longest, to - from);
            steps++;
        }

        private void close() {
            if (steps > 0) {
                all.add(new SlowSteps(new Segment(start, end), longest, steps));
            }
        }

        List<SlowSteps> all() {
            close();
            steps = 0;
            return all;
        }
    }

    /**
     * Returns the pauses of the run, and the coverage without them and the time after each.
     *
     * @param coverage when training and devices were watched
     * @param restarts times at which the run restarted from a checkpoint within it
     */
    public Pauses pauses(Coverage coverage, long[] restarts, PauseRule rule) {
        List<Segment> fixed = new ArrayList<>();
        phases.forEach(phase -> addUntilResumed(phase, rule, fixed));
        coverage.segments().forEach(segment -> addAfter(segment.startMillis(), rule, fixed));
        Arrays.stream(restarts).forEach(restart -> addAfter(restart, rule, fixed));
        long total = coverage.totalMillis();
        double threshold = thresholdMillis;
        while (true) {
            List<Segment> stopped = new ArrayList<>(phases);
            List<Segment> holes = new ArrayList<>(fixed);
            boolean guessed = false;
            for (Stop stop : stops) {
                boolean said = phases.stream().anyMatch(stop.time()::overlaps);
                if (said || stop.longestMillis() > threshold) {
                    guessed |= !said;
                    stopped.add(stop.time());
                    addUntilResumed(stop.time(), rule, holes);
                }
            }
            Coverage tested =
                    coverage.withoutAscending(Segment.joined(holes, 1)).withoutInstants();
            long leftOut = total - tested.totalMillis();
            if (!guessed || rule.maxLeftOut() * leftOut <= total) {
                List<Segment> pauses = phases.isEmpty() ? stopped : Segment.joined(stopped, 0);
                return new Pauses(pauses, threshold, threshold > thresholdMillis, leftOut, tested, total);
            }
            threshold *= rule.pauseGrowth();
        }
    }

    private static void addUntilResumed(Segment pause, PauseRule rule, List<Segment> holes) {
        holes.add(new Segment(pause.startMillis(), pause.endMillis() + rule.resumeMillis()));
    }

    private static void addAfter(long time, PauseRule rule, List<Segment> holes) {
        if (rule.resumeMillis() > 0) {
            holes.add(new Segment(time, time + rule.resumeMillis()));
        }
    }
}

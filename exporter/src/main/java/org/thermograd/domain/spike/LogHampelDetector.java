package org.thermograd.domain.spike;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The state of {@link LogHampel} while a run is under way: takes the norms one by one and judges each by those before
 * it. Confined to one thread. {@link #accept} allocates nothing.
 *
 * <p>The window is kept twice, as a ring in order of arrival and as a sorted array into which the newest logarithm is
 * moved in the place of the oldest; a step costs O(log window) comparisons and one move within that array.
 */
public final class LogHampelDetector {
    private final HampelOptions rule;
    private final double logMinRatio;
    private final double[] arrivals;
    private final double[] sorted;
    private int size;
    private int oldest;
    private boolean measured;
    private double median;
    private double scale;
    private double score = Double.NaN;
    private double judgedMedian;
    private double judgedScale;

    /**
     * Creates a detector that has seen nothing yet.
     *
     * @param rule the options
     */
    public LogHampelDetector(HampelOptions rule) {
        this.rule = requireNonNull(rule, "rule");
        this.logMinRatio = Math.log(rule.minRatio());
        this.arrivals = new double[rule.window()];
        this.sorted = new double[rule.window()];
        // Entries not in use yet lie above every logarithm, so the whole array is sorted at any time.
        Arrays.fill(sorted, Double.POSITIVE_INFINITY);
    }

    /**
     * Creates a detector that goes on where another of the same rule was.
     *
     * @param rule the options
     * @param window what {@link #window} returned, not modified; only the newest values are taken where there are more
     *     than the rule's window
     * @throws IllegalArgumentException if a value is not finite
     */
    public LogHampelDetector(HampelOptions rule, double[] window) {
        this(rule);
        for (int i = Math.max(0, window.length - arrivals.length); i < window.length; i++) {
            if (!Double.isFinite(window[i])) {
                throw new IllegalArgumentException("window must be finite, got " + window[i] + " at " + i);
            }
            push(window[i]);
        }
    }

    /**
     * Returns all that later judgements depend on: the logarithms of the norms in the window, in order of arrival. A new
     * array.
     */
    public double[] window() {
        double[] window = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = arrivals[(oldest + i) % arrivals.length];
        }
        return window;
    }

    /**
     * Judges the next step by the window before it, then moves the window on.
     *
     * @param gradNorm the norm of the step; any value
     */
    public SpikeOutcome accept(double gradNorm) {
        score = Double.NaN;
        if (!SortedSample.isUsable(gradNorm)) {
            return SpikeOutcome.SKIPPED;
        }
        double log = Math.log(gradNorm);
        SpikeOutcome outcome = isWarmingUp() ? SpikeOutcome.WARMING_UP : judge(log);
        push(log);
        return outcome;
    }

    /** Returns the score of the step accepted last, absent if it was not evaluated or there was none. */
    public OptionalDouble score() {
        return Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    /** Returns the score of the step accepted last, {@code NaN} where {@link #score} is absent. */
    double scoreOrNaN() {
        return score;
    }

    /** Returns the median logarithm that the step accepted last was judged by; meaningful only if it was judged. */
    public double judgedMedian() {
        return judgedMedian;
    }

    /** Returns the scale that the step accepted last was judged by; meaningful only if it was judged. */
    double judgedScale() {
        return judgedScale;
    }

    /**
     * Returns the norm above which the next step is a spike, {@code exp(m + max(k s, ln minRatio))}; absent in the
     * warm-up, infinite where no finite norm can be a spike. It is rounded, so for a norm within a few units in the
     * last place of it {@link #accept} may decide otherwise.
     */
    public OptionalDouble threshold() {
        if (isWarmingUp()) {
            return OptionalDouble.empty();
        }
        measure();
        return OptionalDouble.of(Math.exp(median + Math.max(rule.k() * scale, logMinRatio)));
    }

    private boolean isWarmingUp() {
        return size < rule.minSamples();
    }

    private SpikeOutcome judge(double log) {
        measure();
        judgedMedian = median;
        judgedScale = scale;
        double excess = log - median;
        score = excess / scale;
        return score > rule.k() && excess > logMinRatio ? SpikeOutcome.SPIKE : SpikeOutcome.NORMAL;
    }

    private void measure() {
        if (!measured) {
            median = SortedSample.median(sorted, size);
            scale = SortedSample.scale(sorted, size, median, rule.sigmaFloor());
            measured = true;
        }
    }

    private void push(double log) {
        int free;
        if (size < arrivals.length) {
            arrivals[size] = log;
            free = size;
            size++;
        } else {
            free = Arrays.binarySearch(sorted, arrivals[oldest]);
            arrivals[oldest] = log;
            oldest = oldest + 1 == arrivals.length ? 0 : oldest + 1;
        }
        replace(free, log);
        measured = false;
    }

    /** Gives up the sorted entry at {@code free} for a value, and moves those between to make room in its place. */
    private void replace(int free, double log) {
        int found = Arrays.binarySearch(sorted, log);
        int target = found >= 0 ? found : -found - 1;
        if (target > free) {
            System.arraycopy(sorted, free + 1, sorted, free, target - free - 1);
            sorted[target - 1] = log;
        } else {
            System.arraycopy(sorted, target, sorted, target + 1, free - target);
            sorted[target] = log;
        }
    }
}

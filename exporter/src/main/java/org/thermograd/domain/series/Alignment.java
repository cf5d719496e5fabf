package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.function.ToDoubleFunction;
import org.thermograd.domain.Require;

/**
 * For each time on the left the nearest sample on the right ("asof nearest"). Immutable and thread-safe.
 *
 * <p>Of two samples equally near the earlier wins; of several at one time the last when looking back, the first when
 * looking forward. A left time without a sample within the tolerance stays unmatched. For tables only: events are never
 * moved onto samples. Source: docs/correlation.md, "Alignment".
 */
public final class Alignment {
    private static final int UNMATCHED = -1;

    private final int[] rightIndex;

    private Alignment(int[] rightIndex) {
        this.rightIndex = rightIndex;
    }

    /**
     * Aligns two time axes.
     *
     * @param left the times to look up
     * @param right the samples to find
     * @param toleranceMillis the largest distance that still matches, 0 or more
     * @throws IllegalArgumentException if the tolerance is negative
     */
    public static Alignment nearest(TimeSeries left, TimeSeries right, long toleranceMillis) {
        requireNonNull(right, "right");
        Require.notNegative("toleranceMillis", toleranceMillis);
        int[] index = new int[left.size()];
        int next = 0;
        for (int i = 0; i < index.length; i++) {
            long time = left.epochMillis(i);
            while (next < right.size() && right.epochMillis(next) <= time) {
                next++;
            }
            index[i] = nearer(time, right, next, toleranceMillis);
        }
        return new Alignment(index);
    }

    /** Chooses between the last sample at or before the time and the first one after it, at {@code next}. */
    private static int nearer(long time, TimeSeries right, int next, long toleranceMillis) {
        long back = next > 0 ? time - right.epochMillis(next - 1) : Long.MAX_VALUE;
        long forward = next < right.size() ? right.epochMillis(next) - time : Long.MAX_VALUE;
        if (Math.min(back, forward) > toleranceMillis) {
            return UNMATCHED;
        }
        return forward < back ? next : next - 1;
    }

    /** Returns the number of left times. */
    public int size() {
        return rightIndex.length;
    }

    /** Returns whether a left time found a sample. */
    public boolean isMatched(int left) {
        return rightIndex[left] != UNMATCHED;
    }

    /**
     * Returns the index of the sample that a left time found.
     *
     * @throws IllegalArgumentException if it found none
     */
    public int rightIndex(int left) {
        if (!isMatched(left)) {
            throw new IllegalArgumentException("left must be matched, got " + left);
        }
        return rightIndex[left];
    }

    /** Returns how many left times found a sample. */
    public int matched() {
        int matched = 0;
        for (int index : rightIndex) {
            if (index != UNMATCHED) {
                matched++;
            }
        }
        return matched;
    }

    /** Returns how many different samples were found. Times on both sides ascend, and so do the samples found. */
    public int distinctRight() {
        int distinct = 0;
        int previous = UNMATCHED;
        for (int index : rightIndex) {
            if (index != UNMATCHED && index != previous) {
                distinct++;
                previous = index;
            }
        }
        return distinct;
    }

    /** Returns the indexes of these samples, ascending. */
    public int[] found() {
        int[] found = new int[distinctRight()];
        int size = 0;
        for (int index : rightIndex) {
            if (index != UNMATCHED && (size == 0 || index != found[size - 1])) {
                found[size++] = index;
            }
        }
        return found;
    }

    /**
     * Aggregates left values onto the right samples they found, so that no right sample counts twice.
     *
     * @param values one value per left time; {@code NaN} and infinite ones are left out
     * @param figure what of the values on one sample counts
     * @return one for each of {@link #found}, {@code NaN} where no value is finite
     * @throws IllegalArgumentException if there is not one value per left time
     */
    public double[] aggregate(double[] values, ToDoubleFunction<Cell> figure) {
        if (values.length != rightIndex.length) {
            throw new IllegalArgumentException(
                    "values must have one entry per left time, got " + values.length + " for " + rightIndex.length);
        }
        double[] figures = new double[distinctRight()];
        int size = 0;
        int i = 0;
        while (i < values.length) {
            int right = rightIndex[i];
            int count = 0;
            double sum = 0;
            double max = Double.NEGATIVE_INFINITY;
            for (; i < values.length && rightIndex[i] == right; i++) {
                if (Double.isFinite(values[i])) {
                    count++;
                    sum += values[i];
                    max = Math.max(max, values[i]);
                }
            }
            if (right != UNMATCHED) {
                figures[size++] =
                        count > 0 ? figure.applyAsDouble(new Cell(right, count, max, sum / count)) : Double.NaN;
            }
        }
        return figures;
    }

    /**
     * The left values that fell on one right sample.
     *
     * @param rightIndex which sample
     * @param count how many finite values, at least 1
     * @param max the largest of them
     * @param mean their mean
     */
    public record Cell(int rightIndex, int count, double max, double mean) {}
}

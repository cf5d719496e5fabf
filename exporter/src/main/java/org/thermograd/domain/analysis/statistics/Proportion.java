package org.thermograd.domain.analysis.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.thermograd.domain.Require;

/**
 * {@code k} of {@code n}, with its confidence intervals.
 *
 * @param k how many, 0 to {@code n}
 * @param n of how many, at least 1: of none there is no proportion
 */
public record Proportion(int k, int n) {
    private static final double ERROR_RATE = 0.05;

    public Proportion {
        Require.atLeast(1, "n", n);
        if (k < 0 || k > n) {
            throw new IllegalArgumentException("k must be 0 to " + n + ", got " + k);
        }
    }

    /** Returns {@code k / n}. */
    public double value() {
        return (double) k / n;
    }

    /** Returns the 95 % score interval (Wilson, JASA 22, 1927). It ends at exactly 0 for none and 1 for all. */
    public Interval wilson() {
        return interval(BinomialConfidenceInterval.WILSON_SCORE);
    }

    /** Returns the exact 95 % interval (Clopper and Pearson, Biometrika 26, 1934), 0 and 1 at the extremes. */
    public Interval clopperPearson() {
        return interval(BinomialConfidenceInterval.CLOPPER_PEARSON);
    }

    private Interval interval(BinomialConfidenceInterval method) {
        var ends = method.fromErrorRate(n, k, ERROR_RATE);
        return new Interval(k == 0 ? 0 : ends.getLowerBound(), k == n ? 1 : ends.getUpperBound());
    }
}

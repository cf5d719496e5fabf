package org.thermograd.domain.analysis.cost;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A histogram of step times. Immutable and thread-safe.
 *
 * @param atMost by upper bound in seconds, infinity included, how many steps took at most that long
 * @param sumSeconds how long all took together
 */
public record StepHistogram(SortedMap<Double, Double> atMost, double sumSeconds) {
    /** Copies the map. */
    public StepHistogram {
        atMost = Collections.unmodifiableSortedMap(new TreeMap<>(atMost));
    }

    /** Returns how many steps there were. */
    public long count() {
        return atMost.isEmpty() ? 0 : Math.round(atMost.getOrDefault(atMost.lastKey(), 0.0));
    }

    /**
     * Returns the median, taking times as evenly spread in their bucket, the first of which begins at 0; as
     * {@code histogram_quantile} of PromQL does. Nothing of no step, or where it is longer than the longest bound.
     */
    public OptionalDouble medianSeconds() {
        double half = count() / 2.0;
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : atMost.entrySet()) {
            double bound = bucket.getKey();
            double steps = bucket.getValue();
            if (steps >= half && steps > below) {
                return Double.isInfinite(bound)
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(lower + (bound - lower) * (half - below) / (steps - below));
            }
            lower = bound;
            below = steps;
        }
        return OptionalDouble.empty();
    }
}

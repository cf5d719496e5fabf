package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the states of a run's devices cost it, as far as histograms of its step times tell: medians, but no
 * interval, and no comparison with the steps near an episode. Immutable and thread-safe.
 *
 * @param run the name of the run
 * @param clear the times of the steps during which no device is known to have been held back
 * @param others those of the other steps, by the worst state of the devices meanwhile
 */
public record AggregatedCost(String run, StepHistogram clear, SortedMap<String, StepHistogram> others) {
    /** Copies the map. */
    public AggregatedCost {
        requireNonNull(run, "run");
        requireNonNull(clear, "clear");
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    /** Returns how many steps there were. */
    public long steps() {
        return clear.count()
                + others.values().stream().mapToLong(StepHistogram::count).sum();
    }

    /** Returns how long they took together. */
    public double seconds() {
        return clear.sumSeconds()
                + others.values().stream()
                        .mapToDouble(StepHistogram::sumSeconds)
                        .sum();
    }

    /** Returns by how much steps in a state took longer: above 1 is slower; nothing with too few steps of either. */
    public OptionalDouble slowdown(StepHistogram state) {
        OptionalDouble inside = state.medianSeconds();
        OptionalDouble outside = clear.medianSeconds();
        return hasEnough(state) && inside.isPresent() && outside.isPresent()
                ? OptionalDouble.of(inside.getAsDouble() / outside.getAsDouble())
                : OptionalDouble.empty();
    }

    private boolean hasEnough(StepHistogram state) {
        return Math.min(state.count(), clear.count()) >= CostConfig.FEWEST_STEPS;
    }
}

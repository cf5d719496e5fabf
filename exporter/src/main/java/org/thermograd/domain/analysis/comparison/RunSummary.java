package org.thermograd.domain.analysis.comparison;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was used of a run.
 *
 * @param name of the run
 * @param usableMillis how long its usable steps took
 * @param steps how many those are
 * @param cleanMillis how long the clean ones among them took
 * @param cleanSteps how many those are
 * @param cleanOnly whether the clean ones alone are compared
 * @param blocks in how many blocks they are
 * @param throttledShare share of the time in which a device was throttled; absent where that is not known of all
 * @param flaggedShares the same by device; none where it is not known of all
 * @param slope which share of a step goes with the clock
 * @param curve its steps in their order, to be drawn
 * @param simulated whether its hardware or its training was simulated
 */
public record RunSummary(
        String name,
        long usableMillis,
        int steps,
        long cleanMillis,
        int cleanSteps,
        boolean cleanOnly,
        int blocks,
        OptionalDouble throttledShare,
        SortedMap<String, Double> flaggedShares,
        ClockSlope slope,
        List<CurvePoint> curve,
        boolean simulated) {
    /** Copies the collections. */
    public RunSummary {
        curve = List.copyOf(curve);
        flaggedShares = Collections.unmodifiableSortedMap(new TreeMap<>(flaggedShares));
    }

    static RunSummary of(RunSteps run) {
        return new RunSummary(
                run.run().name(),
                run.usableMillis(),
                run.size(),
                run.cleanMillis(),
                run.cleanSteps(),
                run.usesCleanOnly(),
                run.blocks(),
                Double.isNaN(run.throttledShare()) ? OptionalDouble.empty() : OptionalDouble.of(run.throttledShare()),
                run.flaggedShares(),
                run.slope(),
                CurvePoint.of(run),
                run.run().simulated());
    }
}

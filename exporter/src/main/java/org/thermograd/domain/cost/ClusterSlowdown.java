package org.thermograd.domain.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.series.Segment;

/**
 * By how much the steps inside one cluster of episodes were slower than those near it. Immutable and thread-safe.
 *
 * <p>The reference R is √(median before · median after) of the steps outside up to {@link ClusterRules#NEAR_MILLIS} or 10 median
 * steps before and after the cluster, so that a linear trend cancels, where each side has {@link ClusterRules#SIDE_STEPS}; else the
 * median of both sides together, where they have twice as many. A step of duration d of which the share h lies inside has the
 * ratio h / (R/d − (1 − h)) that it would have if it lay inside from start to end; infinite where the denominator is not positive.
 * The slowdown is the median of these ratios; where that is infinite, the median duration by R.
 *
 * <p>Source: docs/correlation.md, "What throttling cost".
 *
 * @param cluster the time from the start of its first episode to the end of its last one
 * @param steps how many lie inside, at least 1
 * @param referenceMillis R
 * @param slowdown more than 0, finite; above 1 is slower
 */
public record ClusterSlowdown(Segment cluster, int steps, double referenceMillis, double slowdown) {
    /**
     * Returns the slowdowns of those clusters that can be compared, in order of time.
     *
     * @param sides of the episodes that make the clusters
     */
    public static List<ClusterSlowdown> of(StepTimes steps, StepSides sides, List<Segment> clusters) {
        List<ClusterSlowdown> slowdowns = new ArrayList<>();
        clusters.forEach(cluster -> of(steps, sides, cluster).ifPresent(slowdowns::add));
        return slowdowns;
    }

    private static Optional<ClusterSlowdown> of(StepTimes steps, StepSides sides, Segment cluster) {
        int from = steps.firstEndingAfter(cluster.startMillis());
        int to = steps.firstStartingAfter(cluster.endMillis() - 1);
        double[] durations = steps.durationMillis(sides::isInside, from, Math.max(from, to));
        if (durations.length == 0) {
            return Optional.empty();
        }
        OptionalDouble reference = reference(steps, sides, cluster);
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        double slowdown = ratio(steps, sides, from, to, reference.getAsDouble());
        return Optional.of(new ClusterSlowdown(
                cluster,
                durations.length,
                reference.getAsDouble(),
                Double.isInfinite(slowdown) ? median(durations) / reference.getAsDouble() : slowdown));
    }

    private static OptionalDouble reference(StepTimes steps, StepSides sides, Segment cluster) {
        double near = Math.max(ClusterRules.NEAR_MILLIS, ClusterRules.MEDIANS_NEAR * steps.medianMillis());
        double[] before = steps.durationMillis(
                sides::isOutside,
                steps.firstEndingAfter((long) Math.ceil(cluster.startMillis() - near) - 1),
                steps.firstEndingAfter(cluster.startMillis()));
        double[] after = steps.durationMillis(
                sides::isOutside,
                steps.firstStartingAfter(cluster.endMillis() - 1),
                steps.firstStartingAfter((long) Math.ceil(cluster.endMillis() + near) - 1));
        if (Math.min(before.length, after.length) >= ClusterRules.SIDE_STEPS) {
            return OptionalDouble.of(Math.sqrt(median(before) * median(after)));
        }
        if (before.length + after.length < 2 * ClusterRules.SIDE_STEPS) {
            return OptionalDouble.empty();
        }
        double[] both = Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, both, before.length, after.length);
        return OptionalDouble.of(median(both));
    }

    private static double ratio(StepTimes steps, StepSides sides, int from, int to, double reference) {
        double[] ratios = new double[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            if (sides.isInside(i)) {
                double share = Math.min(1, (double) sides.millisWithin(i) / steps.millis(i));
                double denominator = reference / steps.millis(i) - (1 - share);
                ratios[size++] = denominator > 0 ? share / denominator : Double.POSITIVE_INFINITY;
            }
        }
        return median(Arrays.copyOf(ratios, size));
    }

    private static double median(double[] values) {
        return Median.withDefaults().withCopy(true).evaluate(values);
    }
}

package org.thermograd.domain.cost;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much steps inside episodes were slower than steps near them.
 *
 * @param clusters of how many clusters of episodes, at least 1
 * @param ratio the geometric mean of their slowdowns; above 1 is slower
 * @param interval how well it is known; absent with fewer than {@link ClusterRules#FEWEST_CLUSTERS} clusters
 */
public record Slowdown(int clusters, double ratio, Optional<Interval> interval) {
    private static final double UPPER_TAIL = 0.975;

    /** Checks that nothing is missing. */
    public Slowdown {
        requireNonNull(interval, "interval");
    }

    /**
     * The 95% interval of a slowdown.
     *
     * @param lower its lower end
     * @param upper its upper end; that for a late flag where this is higher
     * @param p how probable a mean so far from 0 would be with no slowdown; absent where all clusters have the same
     * @param late what the slowdown would be if the flag is late; absent where it is not higher then, or the latency is known
     */
    public record Interval(double lower, double upper, OptionalDouble p, Optional<LateFlag> late) {
        /** Checks that nothing is missing. */
        public Interval {
            requireNonNull(p, "p");
            requireNonNull(late, "late");
        }
    }

    /**
     * The slowdown of the same episodes, taken earlier.
     *
     * @param millis by how much
     * @param ratio the slowdown
     */
    public record LateFlag(long millis, double ratio) {}

    /**
     * Returns the mean slowdown of clusters, each of which counts as one draw: S = exp(mean ρ) with ρ the logarithms of their
     * slowdowns, and exp(mean ρ ± t<sub>.975, k−1</sub> · sd(ρ) / √k) for k of them. Source: docs/correlation.md, "What throttling
     * cost".
     *
     * @param slowdowns of the clusters, each more than 0 and finite
     * @return nothing of no cluster
     */
    public static Optional<Slowdown> of(double[] slowdowns) {
        double[] logs = Arrays.stream(slowdowns).map(Math::log).toArray();
        double mean = Arrays.stream(logs).sum() / logs.length;
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        return of(logs.length, mean, squares);
    }

    /**
     * Returns the same from sums.
     *
     * @param clusters how many, at least 0
     * @param meanLog mean of the logarithms of their slowdowns
     * @param squares sum of the squared deviations from that mean
     * @return nothing of no cluster
     */
    public static Optional<Slowdown> of(int clusters, double meanLog, double squares) {
        return clusters == 0
                ? Optional.empty()
                : Optional.of(new Slowdown(
                        clusters,
                        Math.exp(meanLog),
                        clusters < ClusterRules.FEWEST_CLUSTERS
                                ? Optional.empty()
                                : Optional.of(interval(clusters, meanLog, squares))));
    }

    private static Interval interval(int clusters, double mean, double squares) {
        double error = Math.sqrt(squares / (clusters - 1) / clusters);
        TDistribution t = TDistribution.of(clusters - 1.0);
        double half = t.inverseCumulativeProbability(UPPER_TAIL) * error;
        return new Interval(
                Math.exp(mean - half),
                Math.exp(mean + half),
                error > 0
                        ? OptionalDouble.of(2 * t.survivalProbability(Math.abs(mean) / error))
                        : OptionalDouble.empty(),
                Optional.empty());
    }

    /**
     * Returns a slowdown with an interval that also holds for a flag that rises late by one of
     * {@link ClusterRules#LATENCY_TRIALS_MILLIS}: that with the largest slowdown among those whose lower end is above this one.
     *
     * @param found of the episodes as they were flagged
     * @param earlier the slowdown of the episodes as if they had been so many milliseconds earlier; nothing where it is not known
     */
    public static Slowdown orLatest(Slowdown found, LongFunction<Optional<Slowdown>> earlier) {
        if (found.interval.isEmpty()) {
            return found;
        }
        long lateMillis = 0;
        Slowdown late = found;
        for (long millis : ClusterRules.LATENCY_TRIALS_MILLIS) {
            Optional<Slowdown> trial = earlier.apply(millis)
                    .filter(one ->
                            one.interval.isPresent() && one.interval.get().lower() > found.ratio);
            if (trial.isPresent() && trial.get().ratio > late.ratio) {
                late = trial.get();
                lateMillis = millis;
            }
        }
        return found.orLate(lateMillis, late);
    }

    /**
     * Returns this slowdown with an interval that also holds for a flag that rises late. A late flag marks steps after what it
     * stands for, so that the slowdown seems smaller.
     *
     * @param earlier the slowdown of the episodes as if they had been so much earlier
     * @return this one where the lower end of the other is not above it
     */
    private Slowdown orLate(long millis, Slowdown earlier) {
        if (interval.isEmpty()
                || earlier.interval.isEmpty()
                || earlier.interval.get().lower() <= ratio) {
            return this;
        }
        Interval own = interval.get();
        return new Slowdown(
                clusters,
                ratio,
                Optional.of(new Interval(
                        own.lower(),
                        Math.max(own.upper(), earlier.interval.get().upper()),
                        own.p(),
                        Optional.of(new LateFlag(millis, earlier.ratio)))));
    }
}

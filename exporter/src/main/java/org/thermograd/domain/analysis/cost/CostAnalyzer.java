package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.cost.ClusterSlowdown;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Episodes;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.cost.StepSides;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * Compares the step times of a run inside episodes with those near them: what throttling and collapses cost. Immutable and
 * thread-safe; draws no random number.
 *
 * <p>A step is <em>inside</em> if at least half of it lies in episodes of the kind in question, <em>outside</em> if it and the guard
 * on both sides touch no episode of any kind; else it is left out. Each cluster of episodes is compared with the steps outside near it
 * ({@link ClusterSlowdown}), and the clusters are the sample ({@link Slowdown}). Where there is next to no outside, step time is
 * compared with the clock ({@link DoseFit}).
 *
 * <p>Source: docs/correlation.md, "What throttling cost".
 */
public final class CostAnalyzer {
    private static final double MILLIS = 1000;

    private final CostConfig config;

    /** Prepares an analysis. */
    public CostAnalyzer(CostConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /**
     * What was recorded of a run beside its steps.
     *
     * @param powerWatts power of all devices of the run together; empty where it is not known
     * @param clocks by device; one without a clock is not there
     */
    public record Signals(Optional<TimeSeries> powerWatts, Map<String, ClockSamples> clocks) {
        /** Nothing was recorded. */
        public static final Signals NONE = new Signals(Optional.empty(), Map.of());

        /** Copies the map. */
        public Signals {
            requireNonNull(powerWatts, "powerWatts");
            clocks = Map.copyOf(clocks);
        }
    }

    /**
     * Returns what the episodes cost one run.
     *
     * @param run its name
     * @param steps the times of its steps; only the times are read
     * @param watched when steps and hardware were both watched; steps outside of it are not used
     * @param episodes for each kind its times, in any order; those of all kinds together are what no step outside comes near
     * @param signals power and clocks
     */
    public RunCost analyze(
            String run, TimeSeries steps, Coverage watched, Map<EpisodeKind, List<Segment>> episodes, Signals signals) {
        StepTimes times = StepTimes.of(steps, watched);
        List<Segment> any = new ArrayList<>();
        episodes.values().forEach(any::addAll);
        Comparison comparison = new Comparison(
                times,
                watched,
                Episodes.of(any),
                signals.powerWatts().map(power -> new StepEnergy(power, watched, times)));
        // Kinds often have the same episodes: one reason on one device, and all reasons on all devices.
        Map<Key, EpisodeCost> known = new HashMap<>();
        List<EpisodeCost> costs = new ArrayList<>();
        episodes.forEach((kind, stretches) -> {
            Key key = new Key(Episodes.of(stretches), config.lateReasons().contains(kind.reason()));
            costs.add(known.computeIfAbsent(key, one -> comparison.cost(kind, one.episodes(), one.maybeLate()))
                    .of(kind));
        });
        return new RunCost(
                run,
                Optional.of(new RunCost.Used(times.size(), times.stalls(), times.stallSeconds())),
                times.watchedSeconds(),
                costs,
                mostCovered(costs)
                        .map(device -> DoseFit.of(
                                device,
                                times,
                                Optional.ofNullable(signals.clocks().get(device)))),
                BestDecile.of(times));
    }

    /** What the cost of episodes depends on. */
    private record Key(Episodes episodes, boolean maybeLate) {}

    /** Returns the device that was longest in episodes of one kind, where some kind leaves no outside. */
    private static Optional<String> mostCovered(List<EpisodeCost> costs) {
        return costs.stream().noneMatch(cost -> cost.method() == Method.DOSE)
                ? Optional.empty()
                : costs.stream()
                        .filter(cost -> !cost.kind().device().equals(EpisodeKind.ALL))
                        .max(Comparator.comparing((EpisodeCost cost) -> cost.method() == Method.DOSE)
                                .thenComparing(EpisodeCost::insideTotalSeconds))
                        .map(cost -> cost.kind().device());
    }

    /** The steps of one run against episodes. */
    private final class Comparison {
        private final StepTimes times;
        private final Coverage watched;
        private final Episodes any;
        private final Optional<StepEnergy> energy;

        Comparison(StepTimes times, Coverage watched, Episodes any, Optional<StepEnergy> energy) {
            this.times = times;
            this.watched = watched;
            this.any = any;
            this.energy = energy;
        }

        EpisodeCost cost(EpisodeKind kind, Episodes episodes, boolean maybeLate) {
            StepSides sides = StepSides.of(times, episodes, any, config.guardMillis());
            EpisodeCost.Steps inside = steps(sides::isInside);
            EpisodeCost.Steps outside = steps(sides::isOutside);
            long insideMillis = episodes.in(watched).totalMillis();
            Optional<Slowdown> slowdown =
                    slowdown(sides, episodes).map(found -> maybeLate ? orLate(found, episodes) : found);
            boolean covered = insideMillis > CostConfig.COVERED_SHARE * watched.totalMillis()
                    || (inside.count() >= CostConfig.FEWEST_STEPS && outside.count() < CostConfig.FEWEST_STEPS);
            return new EpisodeCost(
                    kind,
                    episodes.overlapping(watched).size(),
                    covered ? Method.DOSE : slowdown.isPresent() ? Method.MATCHED : Method.NONE,
                    Optional.of(new EpisodeCost.Sides(inside, outside)),
                    insideMillis / MILLIS,
                    watched.totalMillis() == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of((double) insideMillis / watched.totalMillis()),
                    slowdown);
        }

        private Optional<Slowdown> slowdown(StepSides sides, Episodes episodes) {
            return Slowdown.of(ClusterSlowdown.of(times, sides, episodes.clusters()).stream()
                    .mapToDouble(ClusterSlowdown::slowdown)
                    .toArray());
        }

        private Slowdown orLate(Slowdown found, Episodes episodes) {
            return Slowdown.orLatest(found, millis -> {
                Episodes earlier = episodes.earlier(millis);
                return slowdown(StepSides.of(times, earlier, any.earlier(millis), config.guardMillis()), earlier);
            });
        }

        private EpisodeCost.Steps steps(IntPredicate chosen) {
            double[] millis = times.durationMillis(chosen, 0, times.size());
            return new EpisodeCost.Steps(
                    millis.length,
                    millis.length == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(Median.withDefaults().evaluate(millis) / MILLIS),
                    energy.map(joules -> joules.mean(chosen)).orElse(OptionalDouble.empty()));
        }
    }
}

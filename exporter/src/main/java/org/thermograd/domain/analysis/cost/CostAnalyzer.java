package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * Compares the step times of a run inside episodes with those outside: what throttling and collapses cost. Immutable and
 * thread-safe; the same for any number of threads.
 *
 * <p>A step is <em>inside</em> if at least half of it lies in episodes of the kind in question, <em>outside</em> if it and the guard
 * on both sides touch no episode of any kind; else it is left out. The slowdown is the median inside by the median
 * outside. Its 95 % interval is the percentile interval of a moving-block bootstrap over the steps, with blocks of 60 s or
 * twice the median episode; its p-value counts the shifts of all episodes around the watched time, on an even grid, with
 * at least the same slowdown, the identity included. A shift after which nothing can be compared counts as one of them.
 *
 * <p>Source: docs/correlation.md, "What throttling cost"; Künsch 1989 for the bootstrap.
 */
public final class CostAnalyzer {
    private static final double TAIL = 0.025;

    private final CostConfig config;

    /** Prepares an analysis. */
    public CostAnalyzer(CostConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /**
     * Returns what the episodes cost one run.
     *
     * @param run its name
     * @param steps the times of its steps; only the times are read
     * @param watched when steps and hardware were both watched; steps outside of it are not used
     * @param episodes for each kind its times, in any order; those of all kinds together are what no step outside comes near
     * @param powerWatts power of all devices of the run together; empty where it is not known
     */
    public RunCost analyze(
            String run,
            TimeSeries steps,
            Coverage watched,
            Map<EpisodeKind, List<Segment>> episodes,
            Optional<TimeSeries> powerWatts) {
        StepTimes times = StepTimes.of(steps, watched);
        Ranks ranks = new Ranks(times.durationMillis());
        List<Segment> any = new ArrayList<>();
        episodes.values().forEach(any::addAll);
        Episodes all = Episodes.of(any, watched);
        Optional<StepEnergy> energy = powerWatts.map(power -> new StepEnergy(power, watched, times));
        // Kinds often have the same episodes: one reason on one device, and all reasons on all devices.
        Map<Episodes, EpisodeCost> known = new HashMap<>();
        List<EpisodeCost> costs = new ArrayList<>();
        episodes.forEach((kind, stretches) -> costs.add(known.computeIfAbsent(
                        Episodes.of(stretches, watched),
                        own -> new Comparison(times, ranks, own, all, energy).cost(kind))
                .of(kind)));
        double watchedSeconds = Arrays.stream(times.durations()).sum() + times.stallSeconds();
        return new RunCost(run, times.size(), times.stalls(), times.stallSeconds(), watchedSeconds, costs);
    }

    /** The steps inside and outside the episodes of one kind. */
    private final class Comparison {
        private final StepTimes times;
        private final Ranks ranks;
        private final Episodes episodes;
        private final Episodes all;
        private final Optional<StepEnergy> energy;
        private final boolean[] inside;
        private final boolean[] outside;

        Comparison(StepTimes times, Ranks ranks, Episodes episodes, Episodes all, Optional<StepEnergy> energy) {
            this.times = times;
            this.ranks = ranks;
            this.episodes = episodes;
            this.all = all;
            this.energy = energy;
            this.inside = episodes.shifted(0).holdHalfOf(times);
            this.outside = not(all.shifted(0).comeNear(times, config.guardMillis()));
        }

        EpisodeCost cost(EpisodeKind kind) {
            int insideSteps = count(inside);
            int outsideSteps = count(outside);
            boolean enough = Math.min(insideSteps, outsideSteps) >= CostConfig.FEWEST_STEPS;
            return new EpisodeCost(
                    kind,
                    episodes.stretches().size(),
                    insideSteps,
                    outsideSteps,
                    enough ? Optional.of(estimate()) : Optional.empty());
        }

        private EpisodeCost.Estimate estimate() {
            double insideMedian = ranks.select(inside).median();
            double outsideMedian = ranks.select(outside).median();
            boolean[] nearby = all.shifted(0).comeNear(times, CostConfig.NEAR_MILLIS);
            for (int i = 0; i < nearby.length; i++) {
                nearby[i] &= outside[i];
            }
            double[] bounds = bootstrap();
            return new EpisodeCost.Estimate(
                    insideMedian,
                    outsideMedian,
                    bound(bounds, TAIL),
                    bound(bounds, 1 - TAIL),
                    p(insideMedian / outsideMedian),
                    lostSeconds(outsideMedian),
                    count(nearby) < CostConfig.FEWEST_STEPS
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(
                                    insideMedian / ranks.select(nearby).median()),
                    energy.map(joules -> joules.mean(inside)).orElse(OptionalDouble.empty()),
                    energy.map(joules -> joules.mean(outside)).orElse(OptionalDouble.empty()));
        }

        private double lostSeconds(double outsideMedian) {
            double lost = 0;
            for (int i = 0; i < inside.length; i++) {
                lost += inside[i] ? times.durations()[i] - outsideMedian : 0;
            }
            return lost;
        }

        private OptionalDouble bound(double[] slowdowns, double share) {
            return 2 * slowdowns.length < config.resamples()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Quantile.withDefaults()
                            .with(Quantile.EstimationMethod.HF7)
                            .evaluate(slowdowns.clone(), share));
        }

        /** Returns the slowdown of each resample that holds steps inside and outside. */
        private double[] bootstrap() {
            double medianMillis = 1000 * ranks.selectAll().median();
            double blockMillis = Math.max(CostConfig.BLOCK_MILLIS, 2 * episodes.medianMillis());
            int block = (int) Math.min(Math.max(Math.round(blockMillis / medianMillis), 1), times.size());
            BlockBootstrap blocks = new BlockBootstrap(ranks, inside, outside, block);
            return IntStream.range(0, config.resamples())
                    .parallel()
                    .mapToDouble(m -> blocks.slowdown(config.seed() + m))
                    .filter(slowdown -> !Double.isNaN(slowdown))
                    .toArray();
        }

        private double p(double observed) {
            long atLeast = new ShiftedSlowdown(times, ranks, episodes, all, config.guardMillis())
                    .atLeast(observed, config.shifts());
            return (1.0 + atLeast) / (config.shifts() + 1);
        }
    }

    private static boolean[] not(boolean[] values) {
        boolean[] not = new boolean[values.length];
        for (int i = 0; i < not.length; i++) {
            not[i] = !values[i];
        }
        return not;
    }

    private static int count(boolean[] values) {
        int count = 0;
        for (boolean value : values) {
            count += value ? 1 : 0;
        }
        return count;
    }
}

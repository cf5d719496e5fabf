package org.thermograd.domain.analysis.finding;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.Ascending;
import org.thermograd.domain.series.TimeSeries;

/**
 * The lags of spikes and collapses in steps of their run instead of seconds: a collapse is k steps after a spike if k steps
 * of the run bear a time after that of the spike and up to that of the collapse. Throttling makes steps longer, so this is
 * counted and not converted.
 *
 * <p>Source: docs/correlation.md, "Lag histogram".
 *
 * @param stepMillis the median step time; of several runs the median of theirs
 * @param binSteps the width of a bin, about as many steps as one of the {@link LagHistogram} holds, at least 1
 * @param counts pairs of a spike and a collapse with {@code -half + i binSteps <= lag < -half + (i + 1) binSteps} steps, for
 *     the half that {@link #halfSteps} returns
 * @param forward lead times of the collapses that count as coming after a spike; absent if none does
 * @param backward those of the spikes that count as coming after a collapse
 */
public record StepLags(
        double stepMillis, int binSteps, List<Integer> counts, Optional<Lead> forward, Optional<Lead> backward) {
    private static final double BIN_MILLIS = 5_000;
    private static final int BINS_EACH_SIDE = 12;

    /** Copies the counts. */
    public StepLags {
        counts = List.copyOf(counts);
        requireNonNull(forward, "forward");
        requireNonNull(backward, "backward");
    }

    /**
     * How many steps came between an effect and the most recent event before it that it counts as following.
     *
     * @param count effects
     * @param lower the first quartile
     * @param median the median
     * @param upper the third quartile
     */
    public record Lead(int count, double lower, double median, double upper) {
        private static Optional<Lead> of(List<Integer> steps) {
            double[] values =
                    steps.stream().mapToDouble(Integer::doubleValue).sorted().toArray();
            if (values.length == 0) {
                return Optional.empty();
            }
            Quantile quantile = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);
            return Optional.of(new Lead(
                    values.length,
                    quantile.evaluate(values, 0.25),
                    quantile.evaluate(values, 0.5),
                    quantile.evaluate(values, 0.75)));
        }
    }

    /** Events in time order, and how many steps of their run there were up to each. */
    private static final class Train {
        private final long[] millis;
        private final int[] places;

        Train(long[] millis, long[] steps) {
            this(millis, millis, steps);
        }

        Train(long[] millis, long[] ends, long[] steps) {
            this.millis = millis;
            this.places = Arrays.stream(ends)
                    .mapToInt(time -> Ascending.firstAtLeast(steps, time + 1))
                    .toArray();
        }
    }

    /** An effect counts as following if it comes more than the guard and at most {@code farthest} after its cause. */
    private record LagWindowMillis(long guard, long farthest) {}

    /**
     * Counts the lags of an analysis.
     *
     * @param analysis its runs
     * @param config its parameters
     * @param steps the times of the steps of each run by its name; a run without them is left out
     * @return absent unless both sides of a run had events while both were watched
     */
    public static Optional<StepLags> of(Analysis analysis, CorrelationConfig config, Map<String, TimeSeries> steps) {
        Counting counting = new Counting(analysis, config.coincidence().deltaTMillis());
        analysis.runs().forEach(run -> {
            TimeSeries own = steps.get(run.id());
            Stratum stratum = run.forwardStratum(config.events());
            if (own != null && stratum.causeMillis().length > 0 && stratum.effectMillis().length > 0) {
                counting.add(own, stratum, spikesAtTheirStart(run, own.epochMillis()));
            }
        });
        return counting.lags();
    }

    /** A spike follows a collapse if its step began after it; the steps up to its own are counted. */
    private static Train spikesAtTheirStart(RunEvents run, long[] steps) {
        long[] starts = run.spikeStartMillis();
        long[] ends = run.spikeMillis();
        int[] inside = IntStream.range(0, starts.length)
                .filter(i -> run.coverage().contains(starts[i]))
                .toArray();
        return new Train(
                Arrays.stream(inside).mapToLong(i -> starts[i]).toArray(),
                Arrays.stream(inside).mapToLong(i -> ends[i]).toArray(),
                steps);
    }

    /** What was counted so far. Confined to one thread. */
    private static final class Counting {
        private final LagWindowMillis window;
        private final List<Double> stepMillis = new ArrayList<>();
        private final List<Train> spikes = new ArrayList<>();
        private final List<Train> collapses = new ArrayList<>();
        private final List<Integer> forward = new ArrayList<>();
        private final List<Integer> backward = new ArrayList<>();

        Counting(Analysis analysis, long deltaTMillis) {
            window = new LagWindowMillis(analysis.guardMillis(), analysis.guardMillis() + deltaTMillis);
        }

        void add(TimeSeries steps, Stratum stratum, Train starting) {
            Train first = new Train(stratum.causeMillis(), steps.epochMillis());
            Train second = new Train(stratum.effectMillis(), steps.epochMillis());
            stepMillis.add(steps.medianIntervalMillis());
            spikes.add(first);
            collapses.add(second);
            addLeads(first, second, window, forward);
            addLeads(second, starting, window, backward);
        }

        Optional<StepLags> lags() {
            if (spikes.isEmpty()) {
                return Optional.empty();
            }
            double median = Quantile.withDefaults()
                    .with(Quantile.EstimationMethod.HF7)
                    .evaluate(
                            stepMillis.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
            int binSteps = (int) Math.max(1, Math.round(BIN_MILLIS / Math.max(1, median)));
            int[] counts = new int[2 * BINS_EACH_SIDE];
            for (int run = 0; run < spikes.size(); run++) {
                count(spikes.get(run).places, collapses.get(run).places, binSteps, counts);
            }
            return Optional.of(new StepLags(
                    median, binSteps, Arrays.stream(counts).boxed().toList(), Lead.of(forward), Lead.of(backward)));
        }
    }

    private static void count(int[] spikes, int[] collapses, int binSteps, int[] counts) {
        int half = BINS_EACH_SIDE * binSteps;
        int first = 0;
        for (int spike : spikes) {
            while (first < collapses.length && collapses[first] < spike - half) {
                first++;
            }
            for (int c = first; c < collapses.length && collapses[c] < spike + half; c++) {
                counts[(collapses[c] - spike + half) / binSteps]++;
            }
        }
    }

    /** Adds the steps since the most recent cause of each effect that has one in the window. */
    private static void addLeads(Train causes, Train effects, LagWindowMillis window, List<Integer> leads) {
        for (int e = 0; e < effects.millis.length; e++) {
            long time = effects.millis[e];
            int cause = Ascending.firstAtLeast(causes.millis, time - window.guard()) - 1;
            if (cause >= 0 && time - causes.millis[cause] <= window.farthest()) {
                leads.add(effects.places[e] - causes.places[cause]);
            }
        }
    }

    /** Returns how far the bins reach to either side, in steps. */
    public int halfSteps() {
        return BINS_EACH_SIDE * binSteps;
    }
}

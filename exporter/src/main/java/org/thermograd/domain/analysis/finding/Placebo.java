package org.thermograd.domain.analysis.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.EventCoincidence;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * The spikes of each run against the collapses of each other run, as if both had begun together: what a time course that
 * all runs share would give. The one check that survives it (Harris, bioRxiv 2020.11.29.402719).
 *
 * <p>Source: docs/correlation.md, "Runs swapped".
 *
 * @param runs the names of the runs
 * @param pairs for each run whose spikes are taken, in the order of {@code runs}, one entry for each run whose collapses are
 * @param ownExcess the sum of the excess of the runs with themselves
 * @param asLarge how many of all pairings of spikes with collapses have at least that sum, the true one included
 * @param pairings how many pairings there are
 */
public record Placebo(List<String> runs, List<List<Pair>> pairs, double ownExcess, int asLarge, int pairings) {
    /** With fewer there is nothing to swap. */
    public static final int FEWEST_RUNS = 2;

    /** With more there are too many pairings to count. */
    public static final int MOST_RUNS = 7;

    private static final int FEWEST_FOR_P = 5;
    private static final double TOLERANCE = 1e-9;

    /**
     * The spikes of one run against the collapses of another.
     *
     * @param coincidences collapses that follow a spike within the window
     * @param excess how many more these are than the share of the time inside windows gives
     */
    public record Pair(int coincidences, double excess) {}

    public Placebo {
        runs = List.copyOf(runs);
        pairs = pairs.stream().map(List::copyOf).toList();
    }

    /**
     * Swaps the runs of an analysis.
     *
     * @return absent unless there are two to seven runs, and all have time in which both sides were watched
     */
    public static Optional<Placebo> of(Analysis analysis, CorrelationConfig config) {
        List<RunEvents> runs = analysis.runs();
        if (runs.size() < FEWEST_RUNS
                || runs.size() > MOST_RUNS
                || runs.stream().anyMatch(run -> run.coverage().totalMillis() == 0)) {
            return Optional.empty();
        }
        LagWindow lags =
                LagWindow.after(analysis.guardMillis(), config.coincidence().deltaTMillis());
        List<Stratum> strata = runs.stream()
                .map(run -> sinceStart(run.forwardStratum(config.events())))
                .toList();
        List<List<Pair>> pairs = new ArrayList<>();
        for (Stratum spikes : strata) {
            pairs.add(strata.stream()
                    .map(collapses -> pair(spikes, collapses, lags))
                    .toList());
        }
        double own = 0;
        for (int i = 0; i < runs.size(); i++) {
            own += pairs.get(i).get(i).excess();
        }
        Pairings pairings = new Pairings(pairs, own - TOLERANCE);
        pairings.countFrom(0, 0, new boolean[runs.size()]);
        return Optional.of(
                new Placebo(runs.stream().map(RunEvents::id).toList(), pairs, own, pairings.asLarge, pairings.all));
    }

    /**
     * Returns whether the spikes of all runs, of which there are several, come at the same times after their start, up to the
     * guard, as in repetitions with the same seed. A swapped pair is as its own then, and tells nothing.
     */
    public static boolean wouldSwapNothing(Analysis analysis, CorrelationConfig config) {
        List<RunEvents> runs = analysis.runs();
        return runs.size() >= FEWEST_RUNS
                && runs.stream().allMatch(run -> run.coverage().totalMillis() > 0)
                && isSame(
                        runs.stream()
                                .map(run -> sinceStart(run.forwardStratum(config.events())))
                                .toList(),
                        analysis.guardMillis());
    }

    private static boolean isSame(List<Stratum> strata, long guardMillis) {
        long[] first = strata.get(0).causeMillis();
        return first.length > 0
                && strata.stream().allMatch(stratum -> {
                    long[] other = stratum.causeMillis();
                    return other.length == first.length
                            && IntStream.range(0, first.length)
                                    .allMatch(i -> Math.abs(other[i] - first[i]) <= guardMillis);
                });
    }

    private static Stratum sinceStart(Stratum stratum) {
        long start = stratum.coverage().segments().get(0).startMillis();
        return Stratum.of(
                minus(stratum.causeMillis(), start),
                minus(stratum.effectMillis(), start),
                new Coverage(stratum.coverage().segments().stream()
                        .map(segment -> new Segment(segment.startMillis() - start, segment.endMillis() - start))
                        .toList()));
    }

    private static long[] minus(long[] times, long start) {
        for (int i = 0; i < times.length; i++) {
            times[i] -= start;
        }
        return times;
    }

    private static Pair pair(Stratum spikes, Stratum collapses, LagWindow lags) {
        Stratum both = Stratum.of(
                spikes.causeMillis(),
                collapses.effectMillis(),
                spikes.coverage().intersect(collapses.coverage()));
        CoincidenceCounts counts = EventCoincidence.count(both, lags);
        return new Pair(counts.coincidences(), counts.coincidences() - counts.effects() * counts.exposure());
    }

    /** Returns the share of pairings with at least the excess of the true one, as a p-value. */
    public double p() {
        return (double) asLarge / pairings;
    }

    /** Returns whether there are enough runs for {@link #p} to become small; with fewer it is at least 1 in 24. */
    public boolean isTelling() {
        return runs.size() >= FEWEST_FOR_P;
    }

    /** Goes through all pairings. Confined to one thread. */
    private static final class Pairings {
        private final List<List<Pair>> pairs;
        private final double threshold;
        private int asLarge;
        private int all;

        Pairings(List<List<Pair>> pairs, double threshold) {
            this.pairs = pairs;
            this.threshold = threshold;
        }

        void countFrom(int collapses, double excess, boolean[] taken) {
            if (collapses == taken.length) {
                all++;
                asLarge += excess >= threshold ? 1 : 0;
                return;
            }
            for (int spikes = 0; spikes < taken.length; spikes++) {
                if (!taken[spikes]) {
                    taken[spikes] = true;
                    countFrom(
                            collapses + 1,
                            excess + pairs.get(spikes).get(collapses).excess(),
                            taken);
                    taken[spikes] = false;
                }
            }
        }
    }
}

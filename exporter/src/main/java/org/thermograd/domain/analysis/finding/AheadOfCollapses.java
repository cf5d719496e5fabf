package org.thermograd.domain.analysis.finding;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.run.DetectedRun;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.TimeSeries;

/**
 * How well the height of recent steps above their usual norm tells that a collapse is ahead, sample by sample: the area under
 * the receiver operating characteristic.
 *
 * <p>A row is a sample of a device with a known flag outside its collapses, with an evaluated step in the time before it, as long as the window;
 * its score is the highest of these steps, its label whether a collapse of the device begins in the window after it.
 *
 * <p>Source: docs/correlation.md, "Prediction".
 *
 * @param rows samples of all devices and runs
 * @param positives those with a collapse ahead
 * @param area the area; absent if every row has a collapse ahead, or none
 * @param wins pairs of a row with and one without a collapse ahead of which the first has the higher score, ties as a half
 * @param shifts how many shifts of the labels around the rows were looked at: all, or of very many rows some
 * @param shiftsAsGood those of them with at least this area
 */
public record AheadOfCollapses(
        int rows, int positives, OptionalDouble area, double wins, int shifts, int shiftsAsGood) {
    private static final String[] WORDS = {"none", "weak", "moderate", "good", "very good"};
    private static final double[] BELOW = {0.6, 0.7, 0.8, 0.9};

    /**
     * Computes it.
     *
     * @param detected the runs with the scores of their steps
     * @param analyzed the same runs as they were analyzed; those that are not among them are left out
     * @return absent where there is no row
     */
    static Optional<AheadOfCollapses> of(
            DetectedRuns detected, List<RunEvents> analyzed, LagWindow lags, CorrelationConfig config) {
        Rows rows = new Rows();
        for (DetectedRun run : detected.runs()) {
            for (RunEvents events : analyzed) {
                if (events.id().equals(run.run().id())) {
                    addRows(run, events, lags, config, rows);
                }
            }
        }
        if (rows.size == 0) {
            return Optional.empty();
        }
        RankedScores ranked = RankedScores.of(rows.scores.build().toArray(), rows.labels);
        return Optional.of(new AheadOfCollapses(
                ranked.rows(),
                ranked.positives(),
                ranked.area(),
                ranked.wins(),
                ranked.shifts(),
                ranked.shiftsAsGood()));
    }

    /** Rows as they come. Confined to one thread. */
    private static final class Rows {
        private final DoubleStream.Builder scores = DoubleStream.builder();
        private final BitSet labels = new BitSet();
        private int size;

        void add(double score, boolean label) {
            labels.set(size++, label);
            scores.add(score);
        }
    }

    private static void addRows(
            DetectedRun run, RunEvents events, LagWindow lags, CorrelationConfig config, Rows rows) {
        long latencyMillis = config.events().detectorLatencyMillis();
        events.collapses().forEach((device, collapses) -> {
            TimeSeries samples = run.run().collapseFlags().get(device);
            if (samples == null || events.blindDevices().contains(device)) {
                return;
            }
            RecentScores recent = new RecentScores(run, config.coincidence().deltaTMillis());
            int collapse = 0;
            for (int i = 0; i < samples.size(); i++) {
                long time = samples.epochMillis(i);
                OptionalDouble score = recent.highestAt(time);
                while (collapse < collapses.size() && collapses.get(collapse).endMillis() < time) {
                    collapse++;
                }
                if (score.isPresent()
                        && !Double.isNaN(samples.value(i))
                        && !isInside(collapses, collapse, time, latencyMillis)) {
                    rows.add(score.getAsDouble(), isAhead(collapses, collapse, time + latencyMillis, lags));
                }
            }
        });
    }

    private static boolean isInside(List<Event> collapses, int next, long time, long latencyMillis) {
        return next < collapses.size() && collapses.get(next).onsetMillis() - latencyMillis <= time;
    }

    private static boolean isAhead(List<Event> collapses, int next, long time, LagWindow lags) {
        for (int i = next; i < collapses.size(); i++) {
            long lag = collapses.get(i).onsetMillis() - time;
            if (lag >= lags.toMillis()) {
                return false;
            }
            if (lag >= lags.fromMillis()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the p-value: the share of shifts with at least this area. */
    public double p() {
        return (double) shiftsAsGood / shifts;
    }

    /** Returns how good the area is, in a word; nothing without one. */
    public Optional<String> word() {
        if (area.isEmpty()) {
            return Optional.empty();
        }
        int word = 0;
        while (word < BELOW.length && area.getAsDouble() >= BELOW[word]) {
            word++;
        }
        return Optional.of(WORDS[word]);
    }

    /** The highest score of the steps in a window that moves on. Confined to one thread. */
    private static final class RecentScores {
        private final DetectedRun run;
        private final long windowMillis;
        private final Deque<Integer> falling = new ArrayDeque<>();
        private int next;

        RecentScores(DetectedRun run, long windowMillis) {
            this.run = run;
            this.windowMillis = windowMillis;
        }

        /** Returns the highest of the last window, its beginning excluded; times never fall. */
        OptionalDouble highestAt(long time) {
            TimeSeries norms = run.run().gradNorm();
            for (; next < norms.size() && norms.epochMillis(next) <= time; next++) {
                OptionalDouble score = run.flags().score(next);
                if (score.isPresent()) {
                    while (!falling.isEmpty() && score(falling.getLast()) <= score.getAsDouble()) {
                        falling.removeLast();
                    }
                    falling.addLast(next);
                }
            }
            while (!falling.isEmpty() && norms.epochMillis(falling.getFirst()) <= time - windowMillis) {
                falling.removeFirst();
            }
            return falling.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(score(falling.getFirst()));
        }

        private double score(int step) {
            return run.flags().score(step).orElseThrow();
        }
    }
}

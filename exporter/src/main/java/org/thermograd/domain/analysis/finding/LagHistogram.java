package org.thermograd.domain.analysis.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.verdict.Analysis;

/**
 * How many pairs of a spike and a collapse lie how far apart (a peri-event time histogram), and how many would if the
 * collapses kept their pattern but lost their tie to the spikes.
 *
 * <p>Source: docs/correlation.md, "Lag histogram".
 *
 * @param binMillis the width of a bin
 * @param expected pairs that a bin would hold at even rates: over the runs the sum of spikes x collapses x width / time
 * @param bins adjacent, ascending
 * @param shifts how the bands were found
 */
public record LagHistogram(long binMillis, double expected, List<Bin> bins, Shifts shifts) {
    private static final long BIN_MILLIS = 5_000;
    private static final int BINS_EACH_SIDE = 12;
    private static final double BELOW_BAND = 0.025;

    /**
     * The lags {@code fromMillis <= collapse - spike < fromMillis + binMillis}.
     *
     * @param fromMillis positive where the spike came first
     * @param count pairs, of events that are both in the time watched
     * @param lower at least this many lie in the bin under 97.5 % of the shifts
     * @param upper at most this many lie in the bin under 97.5 % of the shifts
     */
    public record Bin(long fromMillis, int count, int lower, int upper) {}

    /** Which shifts the bands were found over. */
    public enum Shifts {
        /** Every shift of a whole millisecond. */
        ALL,
        /** Evenly spaced ones of some run, since that has too many pairs for all. */
        SAMPLED
    }

    public LagHistogram {
        bins = List.copyOf(bins);
    }

    /**
     * Counts the lags of an analysis in bins of 5 s from 60 s before a spike to 60 s after it.
     *
     * @param analysis its runs
     * @param config how far the onsets of collapses are moved back, and which of them count once, as for the test
     * @return absent unless both sides had events while both were watched
     */
    public static Optional<LagHistogram> of(Analysis analysis, EventConfig config) {
        List<Stratum> strata = analysis.runs().stream()
                .map(run -> run.forwardStratum(config))
                .filter(stratum -> stratum.causeMillis().length > 0 && stratum.effectMillis().length > 0)
                .toList();
        if (strata.isEmpty()) {
            return Optional.empty();
        }
        double expected = 0;
        List<PairShifts> runs = new ArrayList<>();
        for (Stratum stratum : strata) {
            PairShifts run = PairShifts.of(stratum);
            expected += run.expected(BIN_MILLIS);
            runs.add(run);
        }
        List<Bin> bins = IntStream.range(-BINS_EACH_SIDE, BINS_EACH_SIDE)
                .parallel()
                .mapToObj(bin -> bin(runs, bin * BIN_MILLIS))
                .toList();
        boolean all = runs.stream().noneMatch(PairShifts::isSampled);
        return Optional.of(new LagHistogram(BIN_MILLIS, expected, bins, all ? Shifts.ALL : Shifts.SAMPLED));
    }

    private static Bin bin(List<PairShifts> runs, long fromMillis) {
        int count = 0;
        PairCounts counts = PairCounts.NONE;
        for (PairShifts run : runs) {
            count += run.count(fromMillis, fromMillis + BIN_MILLIS);
            counts = counts.plus(run.shifted(fromMillis, fromMillis + BIN_MILLIS));
        }
        return new Bin(fromMillis, count, counts.quantile(BELOW_BAND), counts.quantile(1 - BELOW_BAND));
    }

    /** Returns how far the bins reach to either side, in milliseconds. */
    public long halfMillis() {
        return BINS_EACH_SIDE * BIN_MILLIS;
    }

    /** How likely each number of pairs is, summed over runs that are shifted each on its own. Immutable and thread-safe. */
    static final class PairCounts {
        /** Of no run: 0 for certain. */
        static final PairCounts NONE = new PairCounts(new double[] {1});

        private final double[] probabilities;

        private PairCounts(double[] probabilities) {
            this.probabilities = probabilities;
        }

        /** Returns the sum of this and a run: the convolution. */
        PairCounts plus(long[] shiftsByCount) {
            double total = 0;
            for (long shifts : shiftsByCount) {
                total += shifts;
            }
            double[] sum = new double[probabilities.length + shiftsByCount.length - 1];
            for (int count = 0; count < shiftsByCount.length; count++) {
                double probability = shiftsByCount[count] / total;
                if (probability == 0) {
                    continue;
                }
                for (int i = 0; i < probabilities.length; i++) {
                    sum[i + count] += probabilities[i] * probability;
                }
            }
            return new PairCounts(sum);
        }

        /** Returns the smallest number that is not exceeded with at least this probability. */
        int quantile(double probability) {
            double sum = 0;
            for (int count = 0; count < probabilities.length; count++) {
                sum += probabilities[count];
                if (sum >= probability) {
                    return count;
                }
            }
            return probabilities.length - 1;
        }
    }
}

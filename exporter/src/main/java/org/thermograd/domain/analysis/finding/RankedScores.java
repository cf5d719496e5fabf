package org.thermograd.domain.analysis.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.thermograd.domain.series.Ascending;

/**
 * How well scores tell rows with a label from those without: the area under the receiver operating characteristic, and its
 * exact p-value over all circular shifts of the labels. Immutable and thread-safe.
 *
 * <p>Ranks of ties are averaged, so twice a rank is a whole number and all sums are exact. A shift moves the runs of labeled
 * rows, so its sum of ranks is a difference of prefix sums for each: O(rows x runs) for all shifts. Where that exceeds a
 * hundred million, 20,000 evenly spaced shifts and the one by 0 are looked at.
 */
final class RankedScores {
    private static final long MOST_STEPS = 100_000_000;
    private static final int SAMPLED_SHIFTS = 20_000;
    private static final int SHIFTS_TOGETHER = 256;

    private final long[] doubledRankSums;
    private final List<int[]> stretches;
    private final int rows;
    private final int positives;

    private RankedScores(long[] doubledRankSums, BitSet labels, int rows) {
        this.doubledRankSums = doubledRankSums;
        this.stretches = stretches(labels);
        this.rows = rows;
        this.positives = labels.cardinality();
    }

    /**
     * Ranks rows.
     *
     * @param scores finite
     * @param labels set for the rows that have the label
     */
    static RankedScores of(double[] scores, BitSet labels) {
        int rows = scores.length;
        long[] ranks = doubledRanks(scores);
        long[] sums = new long[2 * rows + 1];
        for (int i = 0; i < rows; i++) {
            sums[i + 1] = sums[i] + ranks[i];
        }
        for (int i = 0; i < rows; i++) {
            sums[rows + i + 1] = sums[rows + i] + ranks[i];
        }
        return new RankedScores(sums, labels, rows);
    }

    /** Ranks begin at 1; equal scores share the mean of theirs, which is half the sum of the first and the last. */
    private static long[] doubledRanks(double[] scores) {
        // Neighbors often have one score: the highest of a window that moves on. Each run of them is looked at once.
        int[] begins = new int[scores.length + 1];
        int runs = 0;
        for (int i = 0; i < scores.length; i++) {
            if (i == 0 || scores[i] != scores[i - 1]) {
                begins[runs++] = i;
            }
        }
        begins[runs] = scores.length;
        double[] sorted = new double[runs];
        for (int run = 0; run < runs; run++) {
            sorted[run] = scores[begins[run]];
        }
        Arrays.parallelSort(sorted);
        int[] places = new int[runs];
        long[] rowsBelow = new long[runs + 1];
        for (int run = 0; run < runs; run++) {
            places[run] = Ascending.firstAtLeast(sorted, scores[begins[run]]);
            rowsBelow[places[run] + 1] += begins[run + 1] - begins[run];
        }
        for (int place = 0; place < runs; place++) {
            rowsBelow[place + 1] += rowsBelow[place];
        }
        long[] ranks = new long[scores.length];
        for (int run = 0; run < runs; run++) {
            long doubled = rowsBelow[places[run]] + 1 + rowsBelow[places[run] + 1];
            Arrays.fill(ranks, begins[run], begins[run + 1], doubled);
        }
        return ranks;
    }

    int rows() {
        return rows;
    }

    int positives() {
        return positives;
    }

    /** Returns the area, 0 to 1; nothing if all rows have the label or none has. */
    OptionalDouble area() {
        double pairs = (double) positives * (rows - positives);
        return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(wins() / pairs);
    }

    /** Returns in how many pairs the row with the label has the higher score, ties as a half (Mann and Whitney's U). */
    double wins() {
        return doubledRankSum() / 2.0 - positives * (positives + 1.0) / 2;
    }

    /** Returns how many shifts of the labels are looked at, the one by 0 included. */
    int shifts() {
        return isSampled() ? SAMPLED_SHIFTS + 1 : rows;
    }

    private boolean isSampled() {
        return (long) rows * stretches.size() > MOST_STEPS;
    }

    /** Returns how many of these have at least the area of the one by 0, that included. */
    int shiftsAsGood() {
        long observed = doubledRankSum();
        int shifts = shifts();
        return IntStream.range(0, (shifts + SHIFTS_TOGETHER - 1) / SHIFTS_TOGETHER)
                .parallel()
                .map(part -> asGood(part * SHIFTS_TOGETHER, Math.min(shifts, (part + 1) * SHIFTS_TOGETHER), observed))
                .sum();
    }

    /** Counts some shifts that come one after the other: what one stretch reads for them lies together in memory. */
    private int asGood(int firstShift, int endShift, long observed) {
        int[] shifts = new int[endShift - firstShift];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = rowsOf(firstShift + i);
        }
        long[] sums = new long[shifts.length];
        for (int[] stretch : stretches) {
            for (int i = 0; i < shifts.length; i++) {
                int from = stretch[0] - shifts[i];
                from = from < 0 ? from + rows : from;
                sums[i] += doubledRankSums[from + stretch[1]] - doubledRankSums[from];
            }
        }
        int asGood = 0;
        for (long sum : sums) {
            asGood += sum >= observed ? 1 : 0;
        }
        return asGood;
    }

    /** Returns by how many rows one of the shifts moves the labels. */
    private int rowsOf(int shift) {
        return isSampled() && shift > 0 ? (int) Math.floor((shift - 0.5) * rows / SAMPLED_SHIFTS) : shift;
    }

    private long doubledRankSum() {
        return stretches.stream()
                .mapToLong(stretch -> doubledRankSums[stretch[0] + stretch[1]] - doubledRankSums[stretch[0]])
                .sum();
    }

    /** Returns stretches of neighboring rows with the label: the first row, and how many. */
    private static List<int[]> stretches(BitSet labels) {
        List<int[]> stretches = new ArrayList<>();
        for (int from = labels.nextSetBit(0); from >= 0; from = labels.nextSetBit(from)) {
            int to = labels.nextClearBit(from);
            stretches.add(new int[] {from, to - from});
            from = to;
        }
        return stretches;
    }
}

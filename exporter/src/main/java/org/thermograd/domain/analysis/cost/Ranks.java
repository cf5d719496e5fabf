package org.thermograd.domain.analysis.cost;

import java.util.Arrays;

/**
 * Durations by rank, so that the median of any selection of them is found by counting. Exact for up to {@value #MOST_BINS} different
 * durations, the longest of which is less than {@value #MOST_TABLED} ms; of more, neighbouring ranks share a bin, which moves a median
 * by less than 1 / {@value #MOST_BINS} of the durations; of longer ones, those that differ by less than 1 / {@value #MOST_TABLED} of
 * the longest. Immutable and thread-safe.
 */
final class Ranks {
    private static final int MOST_BINS = 65_536;
    private static final int MOST_TABLED = 1 << 22;
    private static final double MILLIS = 1000;

    /** A duration for each bin in seconds, ascending; that in its middle where several share it. */
    private final double[] binSeconds;

    private final int[] bins;
    private final int[] binSizes;

    /** Ranks durations, which are 0 or more. */
    Ranks(long[] millis) {
        long longest = Arrays.stream(millis).max().orElse(0);
        long width = 1 + longest / MOST_TABLED;
        int[] table = new int[(int) (longest / width) + 1];
        for (long one : millis) {
            table[(int) (one / width)]++;
        }
        int different = (int) Arrays.stream(table).filter(size -> size > 0).count();
        this.binSeconds = new double[Math.min(MOST_BINS, different)];
        this.binSizes = new int[binSeconds.length];
        int bin = -1;
        int below = 0;
        for (int i = 0; i < table.length; i++) {
            int size = table[i];
            if (size > 0) {
                bin = different <= MOST_BINS ? bin + 1 : (int) ((long) below * MOST_BINS / millis.length);
                if (binSizes[bin] == 0 || below <= middleRank(bin, millis.length)) {
                    binSeconds[bin] = i * width / MILLIS;
                }
                binSizes[bin] += size;
                table[i] = bin;
            }
            below += size;
        }
        this.bins = new int[millis.length];
        for (int i = 0; i < millis.length; i++) {
            bins[i] = table[(int) (millis[i] / width)];
        }
    }

    /** Returns the rank in the middle of a bin that shares ranks evenly with all others. */
    private static long middleRank(int bin, int size) {
        return ((2L * bin + 1) * size) / (2L * MOST_BINS);
    }

    /** Returns how many bins there are. */
    int bins() {
        return binSeconds.length;
    }

    /** Returns the bin of a duration; bins ascend as durations do. */
    int bin(int index) {
        return bins[index];
    }

    /** Returns a selection of nothing. */
    Selection selectNone() {
        return new Selection(new int[binSeconds.length], 0);
    }

    /** Returns how many durations each bin holds, as a copy. */
    int[] sizes() {
        return binSizes.clone();
    }

    /** Returns a selection of every duration once. */
    Selection selectAll() {
        return new Selection(sizes(), bins.length);
    }

    /** Returns a selection of those that are chosen, once. */
    Selection select(boolean[] chosen) {
        Selection selection = selectNone();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                selection.add(i);
            }
        }
        return selection;
    }

    /** Durations that were selected, with repetition. Confined to one thread. */
    final class Selection {
        private final int[] counts;
        private int size;

        private Selection(int[] counts, int size) {
            this.counts = counts;
            this.size = size;
        }

        /** Returns how many it holds, repetitions counted. */
        int size() {
            return size;
        }

        void add(int index) {
            counts[bins[index]]++;
            size++;
        }

        /** Returns the bin below which lies some share of the selection, which must hold something; a share of 0 to less than 1. */
        int bin(double share) {
            int bin = 0;
            int seen = counts[0];
            while (seen <= share * size) {
                bin++;
                seen += counts[bin];
            }
            return bin;
        }

        /** Returns the median in seconds; NaN of an empty selection. */
        double median() {
            return size == 0 ? Double.NaN : medianOf(counts, 0, size, 0, 0);
        }
    }

    /**
     * Returns a median in seconds that lies in some bins.
     *
     * @param counts how many are in each of these bins
     * @param from the place in {@code counts} of the first of them
     * @param size how many there are in all bins, 1 or more
     * @param below how many in the bins before
     * @param firstBin the first of these bins
     */
    double medianOf(int[] counts, int from, int size, int below, int firstBin) {
        int place = from - 1;
        int seen = below;
        while (seen <= (size - 1) / 2) {
            place++;
            seen += counts[place];
        }
        double low = binSeconds[firstBin + place - from];
        while (seen <= size / 2) {
            place++;
            seen += counts[place];
        }
        return (low + binSeconds[firstBin + place - from]) / 2;
    }
}

package org.thermograd.domain.cost;

import java.util.Arrays;

/**
 * Finite values by rank, so that the median of any selection of them is found by counting. Exact for up to {@value #MOST_BINS}
 * values; of more, neighbouring ranks share a bin, which moves a median by less than 1 / {@value #MOST_BINS} of the values.
 * Immutable and thread-safe.
 */
final class Ranks {
    private static final int MOST_BINS = 65_536;

    private final double[] sorted;
    private final int[] bins;
    private final int[] binSizes;
    private final int binCount;

    Ranks(double[] values) {
        int size = values.length;
        this.sorted = values.clone();
        Arrays.sort(sorted);
        this.binCount = Math.min(size, MOST_BINS);
        this.bins = new int[size];
        for (int i = 0; i < size; i++) {
            bins[i] = (int) ((long) firstRankOf(values[i]) * binCount / size);
        }
        this.binSizes = new int[binCount];
        for (int bin : bins) {
            binSizes[bin]++;
        }
    }

    /** Returns the lowest rank of a value that is there; equal ones share it. */
    private int firstRankOf(double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the median, the mean of the two middle ones of an even number; NaN of none. */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** A selection of the values, with repetition. Confined to one thread. */
    final class Selection {
        private final int[] counts;
        private int size;

        private Selection(int[] counts, int size) {
            this.counts = counts;
            this.size = size;
        }

        void add(int index) {
            counts[bins[index]]++;
            size++;
        }

        void remove(int index) {
            counts[bins[index]]--;
            size--;
        }

        /** Returns the bin below which lies some share of the selection, which must hold something. */
        int bin(double share) {
            int bin = 0;
            int seen = counts[0];
            while (seen <= share * size) {
                bin++;
                seen += counts[bin];
            }
            return bin;
        }

        /** Returns the median; NaN of an empty selection. */
        double median() {
            if (size == 0) {
                return Double.NaN;
            }
            int lower = (size - 1) / 2;
            int upper = size / 2;
            int seen = 0;
            int bin = -1;
            while (seen <= lower) {
                bin++;
                seen += counts[bin];
            }
            double low = value(bin);
            while (seen <= upper) {
                bin++;
                seen += counts[bin];
            }
            return (low + value(bin)) / 2;
        }
    }

    /** Returns the value in the middle of a bin. */
    double value(int bin) {
        if (binCount == sorted.length) {
            return sorted[bin];
        }
        long first = ((long) bin * sorted.length + binCount - 1) / binCount;
        long next = ((long) (bin + 1) * sorted.length + binCount - 1) / binCount;
        return sorted[(int) ((first + next - 1) / 2)];
    }

    /** Returns how many bins there are. */
    int bins() {
        return binCount;
    }

    /** Returns the bin of a value; bins ascend as values do. */
    int bin(int index) {
        return bins[index];
    }

    /** Returns a selection of nothing. */
    Selection selectNone() {
        return new Selection(new int[binCount], 0);
    }

    /** Returns a selection of every value once. */
    Selection selectAll() {
        return new Selection(binSizes.clone(), bins.length);
    }
}

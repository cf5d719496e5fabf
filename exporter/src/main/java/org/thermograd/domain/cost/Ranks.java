package org.thermograd.domain.cost;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Finite values by rank, so that the median of any selection of them is found by counting. Exact for up to {@value #MOST_BINS}
 * different values; of more, neighbouring ranks share a bin, which moves a median by less than 1 / {@value #MOST_BINS} of the values.
 * Immutable and thread-safe.
 */
final class Ranks {
    private static final int MOST_BINS = 65_536;

    /** A value for each bin, ascending. */
    private final double[] binValues;

    private final int[] bins;
    private final int[] binSizes;

    Ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        double[] distinct = distinct(sorted);
        this.bins = new int[values.length];
        if (distinct.length <= MOST_BINS) {
            this.binValues = distinct;
            for (int i = 0; i < bins.length; i++) {
                bins[i] = firstRank(distinct, values[i]);
            }
        } else {
            this.binValues = new double[MOST_BINS];
            for (int bin = 0; bin < MOST_BINS; bin++) {
                binValues[bin] =
                        sorted[(firstRankIn(bin, sorted.length) + firstRankIn(bin + 1, sorted.length) - 1) / 2];
            }
            for (int i = 0; i < bins.length; i++) {
                bins[i] = (int) ((long) firstRank(sorted, values[i]) * MOST_BINS / sorted.length);
            }
        }
        this.binSizes = new int[binValues.length];
        for (int bin : bins) {
            binSizes[bin]++;
        }
    }

    private static double[] distinct(double[] sorted) {
        double[] distinct = new double[sorted.length];
        int size = 0;
        for (double value : sorted) {
            if (size == 0 || value > distinct[size - 1]) {
                distinct[size++] = value;
            }
        }
        return Arrays.copyOf(distinct, size);
    }

    private static int firstRankIn(int bin, int size) {
        return (int) (((long) bin * size + MOST_BINS - 1) / MOST_BINS);
    }

    /** Returns the lowest rank of a value that is there; equal ones share it. */
    private static int firstRank(double[] sorted, double value) {
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
        return Median.withDefaults().withCopy(true).evaluate(values);
    }

    /** A selection of the values, with repetition. Confined to one thread. */
    final class Selection {
        private final int[] counts;
        private int size;

        private Selection(int[] counts, int size) {
            this.counts = counts;
            this.size = size;
        }

        /** Returns how many values it holds, repetitions counted. */
        int size() {
            return size;
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

    /** Returns the value of a bin, that in its middle where several share it. */
    double value(int bin) {
        return binValues[bin];
    }

    /** Returns how many bins there are. */
    int bins() {
        return binValues.length;
    }

    /** Returns the bin of a value; bins ascend as values do. */
    int bin(int index) {
        return bins[index];
    }

    /** Returns a selection of nothing. */
    Selection selectNone() {
        return new Selection(new int[binValues.length], 0);
    }

    /** Returns a selection of every value once. */
    Selection selectAll() {
        return new Selection(binSizes.clone(), bins.length);
    }
}

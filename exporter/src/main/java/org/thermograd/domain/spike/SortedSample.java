package org.thermograd.domain.spike;

/**
 * Median and spread of the first {@code size} entries of an ascending array, bit for bit what sorting gives: the
 * median of an even count is the mean of the two middle values, also among the absolute deviations.
 */
final class SortedSample {
    /** Makes the median absolute deviation of normal data an estimate of their standard deviation. */
    private static final double NORMAL_CONSISTENCY = 1.4826;

    private SortedSample() {}

    /** Tells whether a norm has a logarithm that can be judged: finite and greater than 0. */
    static boolean isUsable(double gradNorm) {
        return gradNorm > 0 && gradNorm < Double.POSITIVE_INFINITY;
    }

    static double median(double[] sorted, int size) {
        int middle = size / 2;
        return size % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns {@code max(1.4826 MAD, floor)}. */
    static double scale(double[] sorted, int size, double median, double floor) {
        return Math.max(NORMAL_CONSISTENCY * medianAbsoluteDeviation(sorted, size, median), floor);
    }

    /**
     * The entries nearest to the median are neighbors in the array, so the lower half of the deviations is one run
     * of {@code half} entries. Its start is found by bisection: the run moves right as long as the entry it would
     * lose is farther from the median than the one it would gain. O(log size), without sorting the deviations.
     */
    static double medianAbsoluteDeviation(double[] sorted, int size, double median) {
        int half = (size + 1) / 2;
        int start = 0;
        int last = size - half;
        while (start < last) {
            int candidate = (start + last) >>> 1;
            if (median - sorted[candidate] > sorted[candidate + half] - median) {
                start = candidate + 1;
            } else {
                last = candidate;
            }
        }
        int end = start + half;
        double lower = Math.max(median - sorted[start], sorted[end - 1] - median);
        if (size % 2 == 1) {
            return lower;
        }
        double below = start > 0 ? median - sorted[start - 1] : Double.POSITIVE_INFINITY;
        double above = end < size ? sorted[end] - median : Double.POSITIVE_INFINITY;
        return (lower + Math.min(below, above)) / 2;
    }
}

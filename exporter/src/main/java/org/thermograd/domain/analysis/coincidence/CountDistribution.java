package org.thermograd.domain.analysis.coincidence;

import java.util.List;

/**
 * The distribution, under a null model, of how many effects lie in windows, summed over parts that are shifted each on
 * its own (runs, or blocks of a run). Immutable and thread-safe.
 */
final class CountDistribution {
    private final double[] probabilities;

    private CountDistribution(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /** Returns the distribution of the sum: the convolution of the parts'. Of no part it is 0 for certain. */
    static CountDistribution sumOf(List<ShiftMeasure> parts) {
        double[] sum = {1};
        for (ShiftMeasure part : parts) {
            sum = convolve(sum, part);
        }
        return new CountDistribution(sum);
    }

    private static double[] convolve(double[] sum, ShiftMeasure part) {
        double total = part.totalShifts();
        double[] result = new double[sum.length + part.maxCount()];
        for (int count = 0; count <= part.maxCount(); count++) {
            double probability = part.shifts(count) / total;
            if (probability == 0) {
                continue;
            }
            for (int i = 0; i < sum.length; i++) {
                result[i + count] += sum[i] * probability;
            }
        }
        return result;
    }

    /** Returns the probability of at least {@code count}. */
    double atLeast(int count) {
        double tail = 0;
        for (int i = probabilities.length - 1; i >= count; i--) {
            tail += probabilities[i];
        }
        return Math.min(1, tail);
    }

    double mean() {
        double mean = 0;
        for (int i = 0; i < probabilities.length; i++) {
            mean += i * probabilities[i];
        }
        return mean;
    }

    double variance() {
        double mean = mean();
        double variance = 0;
        for (int i = 0; i < probabilities.length; i++) {
            variance += (i - mean) * (i - mean) * probabilities[i];
        }
        return variance;
    }
}

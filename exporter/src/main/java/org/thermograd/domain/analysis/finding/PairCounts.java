package org.thermograd.domain.analysis.finding;

/** How likely each number of pairs is, summed over runs that are shifted each on its own. Immutable and thread-safe. */
final class PairCounts {
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

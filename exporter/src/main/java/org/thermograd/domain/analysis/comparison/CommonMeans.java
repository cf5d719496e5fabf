package org.thermograd.domain.analysis.comparison;

import java.util.Optional;

/**
 * Means of two runs over the bins in which both have enough steps. A bin with n and m steps weighs nm / (n + m), alike in both.
 *
 * @param millisA mean duration of a step of the first run
 * @param millisB the same of the second run
 * @param ratioA mean of full clock by clock of the first run; 0 where that is not known
 * @param ratioB the same of the second run
 * @param steps how many steps the run with fewer of them has in these bins
 */
record CommonMeans(double millisA, double millisB, double ratioA, double ratioB, double steps) {
    /** Returns the means; nothing where there is no such bin. */
    static Optional<CommonMeans> of(BlockSums.Sums a, BlockSums.Sums b) {
        double weights = 0;
        double millisA = 0;
        double millisB = 0;
        double ratioA = 0;
        double ratioB = 0;
        double stepsA = 0;
        double stepsB = 0;
        for (int bin = 0; bin < a.bins(); bin++) {
            double n = a.steps(bin);
            double m = b.steps(bin);
            if (n >= ComparisonConfig.BIN_MIN_STEPS && m >= ComparisonConfig.BIN_MIN_STEPS) {
                double weight = n * m / (n + m);
                weights += weight;
                millisA += weight * a.meanMillis(bin);
                millisB += weight * b.meanMillis(bin);
                ratioA += weight * a.meanRatio(bin);
                ratioB += weight * b.meanRatio(bin);
                stepsA += n;
                stepsB += m;
            }
        }
        return weights == 0
                ? Optional.empty()
                : Optional.of(new CommonMeans(
                        millisA / weights,
                        millisB / weights,
                        ratioA / weights,
                        ratioB / weights,
                        Math.min(stepsA, stepsB)));
    }

    /** Returns the log of how much longer a step of the second run takes. */
    double logRatio() {
        return Math.log(millisB / millisA);
    }

    /** Returns by how much of that the clocks account, where a share of a step goes with the clock. */
    double clockPart(double slope) {
        return Math.log((1 + slope * (ratioB - 1)) / (1 + slope * (ratioA - 1)));
    }
}

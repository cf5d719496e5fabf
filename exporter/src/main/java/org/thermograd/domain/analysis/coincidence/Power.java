package org.thermograd.domain.analysis.coincidence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.thermograd.domain.Require;

/**
 * What a coincidence test could see: the rate ratio it would detect, and how many effects it needs. Formulas and their
 * derivation: docs/correlation.md, "Power". Not thread-safe: it remembers what it computed.
 */
public final class Power {
    private static final double POISSON_TAIL = 1e-10;
    private static final double GRID_STEP = 1.02;
    private static final int GRID_SIZE = 600;
    private static final int GRID_RUN = 20;

    private final double exposure;
    private final double alpha;
    private final double rateRatio;
    private final List<Double> powerByCount = new ArrayList<>();
    private int criticalCount;

    /**
     * Prepares the power of one design.
     *
     * @param exposure the share of the time inside windows, 0 to 1 exclusive
     * @param rateRatio the true rate ratio, positive
     * @param alpha the one-sided level of the test
     */
    public Power(double exposure, double rateRatio, double alpha) {
        Require.share("exposure", exposure);
        this.exposure = exposure;
        this.rateRatio = rateRatio;
        this.alpha = alpha;
    }

    /**
     * Returns the smallest {@code k} with {@code P(Bin(n, exposure) >= k) <= alpha}; {@code n + 1} if no count of
     * effects inside the windows would be significant.
     */
    public static int criticalCount(int n, double exposure, double alpha) {
        BinomialDistribution chance = BinomialDistribution.of(n, exposure);
        int low = 0;
        int high = n + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chance.survivalProbability(middle - 1) <= alpha) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Returns the smallest rate ratio that {@code n} effects would have shown with the given power. It solves
     * {@code P(Bin(n, pi) >= k) = power} for {@code pi} at the critical count {@code k}.
     *
     * @return absent if no outcome would have been significant
     */
    public static OptionalDouble detectableRateRatio(int n, double exposure, double alpha, double power) {
        if (n < 1) {
            return OptionalDouble.empty();
        }
        int k = criticalCount(n, exposure, alpha);
        if (k > n) {
            return OptionalDouble.empty();
        }
        double share = BetaDistribution.of(k, n - k + 1.0).inverseCumulativeProbability(power);
        return share < 1
                ? OptionalDouble.of(share * (1 - exposure) / (exposure * (1 - share)))
                : OptionalDouble.empty();
    }

    /**
     * Returns the power when the number of effects is Poisson distributed.
     *
     * @param expectedEffects its mean, those that the coupling adds included
     */
    public double atExpected(double expectedEffects) {
        PoissonDistribution count = PoissonDistribution.of(expectedEffects);
        int from = Math.max(1, count.inverseCumulativeProbability(POISSON_TAIL));
        int to = count.inverseCumulativeProbability(1 - POISSON_TAIL);
        double power = 0;
        for (int n = from; n <= to; n++) {
            power += count.probability(n) * atCount(n);
        }
        return power;
    }

    /**
     * Returns how many effects must be expected: the first value of the grid {@code 1.02^j} from which 20 values in a
     * row reach the target, since power over a discrete count is not monotone.
     *
     * @return absent if no value of the grid (up to about 140,000 effects) does
     */
    public OptionalDouble neededEffects(double targetPower) {
        int run = 0;
        double first = Double.NaN;
        for (int j = 0; j < GRID_SIZE; j++) {
            double expected = Math.pow(GRID_STEP, j);
            if (atExpected(expected) < targetPower) {
                run = 0;
                continue;
            }
            if (run == 0) {
                first = expected;
            }
            run++;
            if (run == GRID_RUN) {
                return OptionalDouble.of(first);
            }
        }
        return OptionalDouble.empty();
    }

    /** Power with exactly {@code n} effects; the critical count never falls as {@code n} grows. */
    private double atCount(int n) {
        double share = rateRatio * exposure / (rateRatio * exposure + 1 - exposure);
        for (int m = powerByCount.size() + 1; m <= n; m++) {
            BinomialDistribution chance = BinomialDistribution.of(m, exposure);
            while (chance.survivalProbability(criticalCount - 1) > alpha) {
                criticalCount++;
            }
            powerByCount.add(BinomialDistribution.of(m, share).survivalProbability(criticalCount - 1));
        }
        return powerByCount.get(n - 1);
    }
}

package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.thermograd.domain.analysis.statistics.Interval;

/**
 * How many separate draws the pairs of two autocorrelated series are worth, for their coefficient:
 * {@code Ne = N / (1 + 2 sum over j = 1..N/5 of (1 - j/N) rx(j) ry(j))}, between 3 and N, and N where the divisor is not
 * positive, with the autocorrelations {@code rx} and {@code ry}.
 *
 * <p>Source: M. S. Bartlett, JRSS 98 (1935); B. J. Pyper, R. M. Peterman, Can. J. Fish. Aquat. Sci. 55 (1998).
 *
 * @param value 3 to the number of pairs, or that number if it is smaller
 */
public record EffectiveSize(double value) {
    private static final double FEWEST = 3;
    private static final double TAIL = 0.025;

    /**
     * Computes it.
     *
     * @param pairs N, the complete pairs
     * @param first products of the first series with itself, standardised
     * @param second the same of the second one
     */
    static EffectiveSize of(int pairs, LagSums first, LagSums second) {
        double sum = 0;
        for (int lag = 1; lag <= pairs / 5; lag++) {
            sum += (1 - (double) lag / pairs) * (first.at(lag) / first.at(0)) * (second.at(lag) / second.at(0));
        }
        double divisor = 1 + 2 * sum;
        return new EffectiveSize(divisor > 0 ? Math.min(pairs, Math.max(FEWEST, pairs / divisor)) : pairs);
    }

    /**
     * Returns the two-sided p-value of a coefficient, {@code t = r sqrt((Ne - 2) / (1 - r²))} with {@code Ne - 2} degrees
     * of freedom.
     *
     * @param r -1 to 1
     */
    double p(double r) {
        if (Math.abs(r) >= 1) {
            return 0;
        }
        double t = r * Math.sqrt((value - 2) / (1 - r * r));
        return 2 * TDistribution.of(value - 2).survivalProbability(Math.abs(t));
    }

    /** Returns the 95 % interval of a coefficient by Fisher's z; nothing where it is ±1 or is worth 3 draws or fewer. */
    Optional<Interval> interval(double r) {
        if (value <= FEWEST || Math.abs(r) >= 1) {
            return Optional.empty();
        }
        double z = 0.5 * Math.log((1 + r) / (1 - r));
        double half = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL) / Math.sqrt(value - 3);
        return Optional.of(new Interval(Math.tanh(z - half), Math.tanh(z + half)));
    }
}

package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Optional;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Whether the past of one series helps to predict another beyond that one's own past: the F-test of a regression on p lags of
 * both against one on its own p lags, by the normal equations. Two Gaussian
 * series' transfer entropy {@code ½ ln(RSSr / RSSu)} is the same test, so it stands here as its effect size.
 *
 * <p>Source: C. W. J. Granger, Econometrica 37 (1969); L. Barnett, A. B. Barrett, A. K. Seth, Phys. Rev. Lett. 103 (2009)
 * for the transfer entropy.
 *
 * @param lags p
 * @param statistic F, with p and {@code rows - 2 p - 1} degrees of freedom
 * @param degreesOfFreedom the second of these
 * @param p its p-value
 * @param transferEntropyNats the effect size, 0 or more, in nats
 */
public record GrangerCausality(int lags, double statistic, int degreesOfFreedom, double p, double transferEntropyNats) {
    /** No more lags are looked at. */
    static final int MOST_LAGS = 10;
    /** There are at least this many rows for each lag. */
    private static final int ROWS_PER_LAG = 10;

    /**
     * Both directions of two series.
     *
     * @param forward whether the first one helps to predict the second
     * @param backward the reverse
     */
    record Both(Optional<GrangerCausality> forward, Optional<GrangerCausality> backward) {}

    /**
     * Tests both directions, each with the number of lags, up to 10, that has the lowest Bayesian information criterion
     * {@code n ln(RSSu / n) + (2 p + 1) ln n}, compared on the rows that have all of them.
     *
     * @param x the first series; {@code NaN} where a value is missing
     * @param y the second one, of the same length
     * @return for each direction nothing if there are too few rows, or one series is a combination of lags without a rest
     */
    static Both select(double[] x, double[] y) {
        LagProducts all = LagProducts.of(x, y, MOST_LAGS);
        int forward = lags(all);
        int backward = lags(all.reversed());
        return new Both(
                forward == 0 ? Optional.empty() : of(x, y, forward),
                backward == 0 ? Optional.empty() : of(y, x, backward));
    }

    private static int lags(LagProducts all) {
        int most = Math.min(MOST_LAGS, all.rows() / ROWS_PER_LAG);
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int lags = 1; lags <= most; lags++) {
            double rest = all.residual(lags, lags);
            double criterion = all.rows() * Math.log(rest / all.rows()) + (2 * lags + 1) * Math.log(all.rows());
            if (rest > 0 && criterion < lowest) {
                lowest = criterion;
                best = lags;
            }
        }
        return best;
    }

    /**
     * Tests with a number of lags.
     *
     * @param x the series that may help; {@code NaN} where a value is missing
     * @param y the series that is predicted, of the same length
     * @param lags p, at least 1
     * @return nothing if there are too few rows, or one series is a combination of lags without a rest
     */
    static Optional<GrangerCausality> of(double[] x, double[] y, int lags) {
        LagProducts products = LagProducts.of(x, y, lags);
        int freedom = products.rows() - 2 * lags - 1;
        double restricted = products.residual(lags, 0);
        double unrestricted = products.residual(lags, lags);
        if (freedom < 1 || !(unrestricted > 0)) {
            return Optional.empty();
        }
        double statistic = Math.max(0, restricted - unrestricted) / lags / (unrestricted / freedom);
        return Optional.of(new GrangerCausality(
                lags,
                statistic,
                freedom,
                FDistribution.of(lags, freedom).survivalProbability(statistic),
                Math.max(0, 0.5 * Math.log(restricted / unrestricted))));
    }
}

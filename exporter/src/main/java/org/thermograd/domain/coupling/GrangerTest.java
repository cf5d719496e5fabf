package org.thermograd.domain.coupling;

import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Whether the past of one series helps to predict another beyond that one's own past: the F-test of a regression on p lags of
 * both against one on its own p lags, by the normal equations, in O(N p²) time without a matrix of N rows. Two Gaussian
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
public record GrangerTest(int lags, double statistic, int degreesOfFreedom, double p, double transferEntropyNats) {
    /** No more lags are looked at. */
    static final int MOST_LAGS = 10;
    /** There are at least this many rows for each lag. */
    private static final int ROWS_PER_LAG = 10;

    /**
     * Tests with the number of lags, up to 10, that has the lowest Bayesian information criterion
     * {@code n ln(RSSu / n) + (2 p + 1) ln n}, compared on the rows that have all of them.
     *
     * @param x the series that may help; {@code NaN} where a value is missing
     * @param y the series that is predicted, of the same length
     * @return nothing if there are too few rows, or one series is a combination of lags without a rest
     */
    static Optional<GrangerTest> select(double[] x, double[] y) {
        LagRegression all = LagRegression.of(x, y, MOST_LAGS);
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
        return best == 0 ? Optional.empty() : of(x, y, best);
    }

    /**
     * Tests with a number of lags.
     *
     * @param x the series that may help; {@code NaN} where a value is missing
     * @param y the series that is predicted, of the same length
     * @param lags p, at least 1
     * @return nothing if there are too few rows, or one series is a combination of lags without a rest
     */
    static Optional<GrangerTest> of(double[] x, double[] y, int lags) {
        LagRegression regression = LagRegression.of(x, y, lags);
        int freedom = regression.rows() - 2 * lags - 1;
        double restricted = regression.residual(lags, 0);
        double unrestricted = regression.residual(lags, lags);
        if (freedom < 1 || !(unrestricted > 0)) {
            return Optional.empty();
        }
        double statistic = Math.max(0, restricted - unrestricted) / lags / (unrestricted / freedom);
        return Optional.of(new GrangerTest(
                lags,
                statistic,
                freedom,
                FDistribution.of(lags, freedom).survivalProbability(statistic),
                Math.max(0, 0.5 * Math.log(restricted / unrestricted))));
    }

    /** Sums of products of y, of its lags and of those of x, over the rows in which none is missing. */
    private static final class LagRegression {
        private final int maxLags;
        private final int rows;
        /** Symmetric: the lags of y from 1, then those of x from 1, then y itself; centred on their means. */
        private final double[][] products;

        private LagRegression(int maxLags, int rows, double[][] products) {
            this.maxLags = maxLags;
            this.rows = rows;
            this.products = products;
        }

        static LagRegression of(double[] x, double[] y, int maxLags) {
            int width = 2 * maxLags + 1;
            double[][] products = new double[width][width];
            double[] sums = new double[width];
            double[] row = new double[width];
            int rows = 0;
            int complete = 0;
            for (int t = 0; t < y.length; t++) {
                complete = Double.isFinite(x[t]) && Double.isFinite(y[t]) ? complete + 1 : 0;
                if (complete > maxLags) {
                    for (int lag = 1; lag <= maxLags; lag++) {
                        row[lag - 1] = y[t - lag];
                        row[maxLags + lag - 1] = x[t - lag];
                    }
                    row[width - 1] = y[t];
                    add(row, sums, products);
                    rows++;
                }
            }
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    products[i][j] -= sums[i] * sums[j] / rows;
                    products[j][i] = products[i][j];
                }
            }
            return new LagRegression(maxLags, rows, products);
        }

        private static void add(double[] row, double[] sums, double[][] products) {
            for (int i = 0; i < row.length; i++) {
                sums[i] += row[i];
                double factor = row[i];
                double[] line = products[i];
                for (int j = 0; j <= i; j++) {
                    line[j] += factor * row[j];
                }
            }
        }

        int rows() {
            return rows;
        }

        /**
         * Returns the sum of squares that a regression of y on lags of itself and of x leaves; NaN if it has no solution.
         */
        double residual(int ofItself, int ofOther) {
            int size = ofItself + ofOther + 1;
            double[][] used = new double[size][size];
            double[] scales = new double[size];
            for (int i = 0; i < size; i++) {
                scales[i] = Math.sqrt(products[place(i, ofItself, size)][place(i, ofItself, size)]);
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    used[i][j] = products[place(i, ofItself, size)][place(j, ofItself, size)] / (scales[i] * scales[j]);
                }
            }
            return lastPivot(used) * scales[size - 1] * scales[size - 1];
        }

        private int place(int i, int ofItself, int size) {
            if (i == size - 1) {
                return 2 * maxLags;
            }
            return i < ofItself ? i : maxLags + i - ofItself;
        }

        /** With y in the last place, the square of the last pivot of the Cholesky decomposition is what is left of it. */
        private static double lastPivot(double[][] correlations) {
            for (double[] line : correlations) {
                for (double value : line) {
                    if (!Double.isFinite(value)) {
                        return Double.NaN;
                    }
                }
            }
            try {
                double pivot = new CholeskyDecomposition(new Array2DRowRealMatrix(correlations, false))
                        .getL()
                        .getEntry(correlations.length - 1, correlations.length - 1);
                return pivot * pivot;
            } catch (NonPositiveDefiniteMatrixException e) {
                return Double.NaN;
            }
        }
    }
}

package org.thermograd.domain.analysis.crosscorrelation;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Sums of products of two series and of their lags, over the rows in which none is missing: enough for every regression of
 * one on lags of both, in O(N p) time without a matrix of N rows. Immutable and thread-safe.
 */
final class LagProducts {
    private final int maxLags;
    private final int rows;
    /** Symmetric: one series and its lags, then the other and its lags; centered on their means. */
    private final double[][] products;
    /** Where the predicted series begins. */
    private final int own;

    private LagProducts(int maxLags, int rows, double[][] products, int own) {
        this.maxLags = maxLags;
        this.rows = rows;
        this.products = products;
        this.own = own;
    }

    /**
     * Sums up.
     *
     * @param x the series that may help; {@code NaN} where a value is missing
     * @param y the series that is predicted, of the same length
     * @param maxLags the most lags that will be asked for, at least 1
     */
    static LagProducts of(double[] x, double[] y, int maxLags) {
        int width = 2 * (maxLags + 1);
        double[][] products = new double[width][width];
        double[] sums = new double[width];
        int rows = 0;
        int from = 0;
        for (int to = 0; to <= y.length; to++) {
            if (to == y.length || !Double.isFinite(x[to]) || !Double.isFinite(y[to])) {
                if (to - from > maxLags) {
                    new Stretch(x, y, from + maxLags, to, maxLags).addTo(products, sums);
                    rows += to - from - maxLags;
                }
                from = to + 1;
            }
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] -= sums[i] * sums[j] / rows;
                products[j][i] = products[i][j];
            }
        }
        return new LagProducts(maxLags, rows, products, 0);
    }

    /**
     * Rows without a missing value, one after the other. The product of two lags differs from that of the two lags before
     * them by the first row of the one and the last of the other only.
     */
    @SuppressWarnings("ArrayRecordComponent") // private, never handed out, never compared
    private record Stretch(double[] x, double[] y, int from, int to, int maxLags) {
        /** Adds to the products of each with itself and those before it. */
        void addTo(double[][] products, double[] sums) {
            int first = maxLags + 1;
            for (int lag = 0; lag <= maxLags; lag++) {
                add(y, lag, y, 0, products, 0, 0);
                add(x, lag, x, 0, products, first, first);
                add(x, lag, y, 0, products, first, 0);
                if (lag > 0) {
                    add(x, 0, y, lag, products, first, 0);
                }
                sums[lag] += sum(y, lag);
                sums[first + lag] += sum(x, lag);
            }
        }

        /** Adds the products at two lags of two series, and at as many more of both as there are. */
        private void add(double[] a, int lagOfA, double[] b, int lagOfB, double[][] products, int row, int column) {
            double product = 0;
            for (int t = from; t < to; t++) {
                product += a[t - lagOfA] * b[t - lagOfB];
            }
            int i = lagOfA;
            int j = lagOfB;
            products[row + i][column + j] += product;
            while (i < maxLags && j < maxLags) {
                product += a[from - 1 - i] * b[from - 1 - j] - a[to - 1 - i] * b[to - 1 - j];
                i++;
                j++;
                products[row + i][column + j] += product;
            }
        }

        private double sum(double[] series, int lag) {
            double sum = 0;
            for (int t = from; t < to; t++) {
                sum += series[t - lag];
            }
            return sum;
        }
    }

    /** Returns the same with x predicted, and y the one that may help. */
    LagProducts reversed() {
        return new LagProducts(maxLags, rows, products, maxLags + 1 - own);
    }

    /** Returns the number of rows in which none is missing. */
    int rows() {
        return rows;
    }

    /**
     * Returns the sum of squares that a regression of the predicted series leaves; NaN if it has no solution.
     *
     * @param ofItself how many of its own lags it has
     * @param ofOther how many lags of the other one
     */
    double residual(int ofItself, int ofOther) {
        int size = ofItself + ofOther + 1;
        int other = maxLags + 1 - own;
        int[] used = new int[size];
        for (int i = 0; i < size - 1; i++) {
            used[i] = i < ofItself ? own + 1 + i : other + 1 + i - ofItself;
        }
        used[size - 1] = own;
        double[][] correlations = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double scale = Math.sqrt(products[used[i]][used[i]] * products[used[j]][used[j]]);
                correlations[i][j] = i == j && scale > 0 ? 1 : products[used[i]][used[j]] / scale;
            }
        }
        return lastPivot(correlations) * products[own][own];
    }

    /** With the predicted series in the last place, the square of the last pivot of the Cholesky decomposition is what is left. */
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

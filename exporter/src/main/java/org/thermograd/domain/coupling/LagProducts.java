package org.thermograd.domain.coupling;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Sums of products of two series and of their lags, over the rows in which none is missing: enough for every regression of
 * one on lags of both, in O(N p²) time without a matrix of N rows. Immutable and thread-safe.
 */
final class LagProducts {
    private final int maxLags;
    private final int rows;
    /** Symmetric: one series and its lags, then the other and its lags; centred on their means. */
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
        double[] row = new double[width];
        int rows = 0;
        int complete = 0;
        for (int t = 0; t < y.length; t++) {
            complete = Double.isFinite(x[t]) && Double.isFinite(y[t]) ? complete + 1 : 0;
            if (complete > maxLags) {
                for (int lag = 0; lag <= maxLags; lag++) {
                    row[lag] = y[t - lag];
                    row[maxLags + 1 + lag] = x[t - lag];
                }
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
        return new LagProducts(maxLags, rows, products, 0);
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

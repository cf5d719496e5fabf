package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * A filter that takes from a series what its own past tells, so that what is left of two series correlates only if they are
 * coupled: {@code v[t] - phi1 v[t-1] - ... - phip v[t-p]} of the centered series. Immutable and thread-safe.
 *
 * <p>The coefficients are those of an autoregression of the one series, by the Yule-Walker equations with the biased
 * autocorrelation; both series pass the same filter. Source: G. E. P. Box, G. M. Jenkins, Time Series Analysis. A series
 * too short to fit is differenced, which is the filter with the one coefficient 1.
 */
public final class Prewhitening {
    /** Differences. */
    private static final Prewhitening DIFFERENCE = new Prewhitening(new double[] {1});

    private static final int ORDER = 3;
    /** With fewer values a series is differenced. */
    private static final int FEWEST_TO_FIT = 60;

    private final double[] phi;

    private Prewhitening(double[] phi) {
        this.phi = phi;
    }

    /**
     * Returns the filter for a series: an autoregression of order 3, or with fewer than 60 values the difference.
     *
     * @param x the series; values that are not finite are missing
     */
    static Prewhitening of(double[] x) {
        long finite = Arrays.stream(x).filter(Double::isFinite).count();
        return finite < FEWEST_TO_FIT ? DIFFERENCE : fit(x, ORDER).orElse(DIFFERENCE);
    }

    /**
     * Fits an autoregression.
     *
     * @param x the series; values that are not finite are missing
     * @param order p, at least 1
     * @return nothing for a series that does not vary
     */
    static Optional<Prewhitening> fit(double[] x, int order) {
        return StandardSeries.of(x).flatMap(series -> {
            double[] acf = new double[order + 1];
            for (int lag = 0; lag <= order; lag++) {
                acf[lag] = series.lagged(lag);
            }
            double[][] toeplitz = new double[order][order];
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    toeplitz[i][j] = acf[Math.abs(i - j)] / acf[0];
                }
            }
            double[] right = Arrays.stream(acf).skip(1).map(sum -> sum / acf[0]).toArray();
            DecompositionSolver solver = new LUDecomposition(new Array2DRowRealMatrix(toeplitz, false)).getSolver();
            return solver.isNonSingular()
                    ? Optional.of(new Prewhitening(
                            solver.solve(new ArrayRealVector(right, false)).toArray()))
                    : Optional.empty();
        });
    }

    /** Returns the filter fitted to another series, an autoregression of the same order if this is one. */
    Prewhitening ofSameKind(double[] series) {
        return isDifference() ? this : fit(series, phi.length).orElse(this);
    }

    /** Returns whether the filter only takes differences. */
    public boolean isDifference() {
        return phi.length == 1 && phi[0] == 1;
    }

    /** Returns the coefficients, that of the last value first. */
    public List<Double> coefficients() {
        return Arrays.stream(phi).boxed().toList();
    }

    /**
     * Returns the filtered series, as many values shorter as the filter has coefficients; {@code NaN} where one of the
     * values that it needs is missing, so that nothing is carried across a gap.
     *
     * @param series not modified; values that are not finite are missing
     */
    double[] apply(double[] series) {
        double mean = Arrays.stream(series).filter(Double::isFinite).average().orElse(0);
        int order = phi.length;
        double[] filtered = new double[Math.max(0, series.length - order)];
        for (int t = 0; t < filtered.length; t++) {
            double value = series[t + order] - mean;
            for (int i = 0; i < order; i++) {
                value -= phi[i] * (series[t + order - 1 - i] - mean);
            }
            filtered[t] = Double.isFinite(value) ? value : Double.NaN;
        }
        return filtered;
    }
}

package org.thermograd.domain.analysis.crosscorrelation;

import java.util.random.RandomGenerator;

/**
 * The correlogram, on a circle, of one series with another whose Fourier phases are drawn anew: with amplitudes
 * {@code a_k} and phases {@code f_k} of the cross spectrum, {@code r(l) = sum a_k cos(f_k - u_k + 2 pi k l / N)} for
 * uniform {@code u_k}. The frequency N/2 of an even N keeps its phase. Immutable and thread-safe.
 *
 * <p>Memory and time are O(N L), in the transform O(N²); for short series only.
 */
final class CrossPhases {
    private final int maxLag;
    private final double[] amplitudes;
    private final double[] phases;
    private final double[][] cosines;
    private final double[][] sines;
    private final double[] fixed;

    CrossPhases(StandardSeries x, StandardSeries y, int maxLag) {
        int size = x.size();
        int frequencies = (size - 1) / 2;
        double[] cos = new double[size];
        double[] sin = new double[size];
        for (int i = 0; i < size; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = Math.sin(2 * Math.PI * i / size);
        }
        this.maxLag = maxLag;
        this.amplitudes = new double[frequencies];
        this.phases = new double[frequencies];
        this.cosines = new double[frequencies][maxLag + 1];
        this.sines = new double[frequencies][maxLag + 1];
        this.fixed = new double[maxLag + 1];
        for (int k = 1; k <= frequencies; k++) {
            double[] a = coefficient(x, k, cos, sin);
            double[] b = coefficient(y, k, cos, sin);
            double real = a[0] * b[0] + a[1] * b[1];
            double imaginary = a[0] * b[1] - a[1] * b[0];
            amplitudes[k - 1] = 2 * Math.hypot(real, imaginary) / size / size;
            phases[k - 1] = Math.atan2(imaginary, real);
            for (int lag = 0; lag <= maxLag; lag++) {
                int angle = (int) ((long) k * lag % size);
                cosines[k - 1][lag] = cos[angle];
                sines[k - 1][lag] = sin[angle];
            }
        }
        if (size % 2 == 0) {
            double product = coefficient(x, size / 2, cos, sin)[0] * coefficient(y, size / 2, cos, sin)[0];
            for (int lag = 0; lag <= maxLag; lag++) {
                fixed[lag] = (lag % 2 == 0 ? product : -product) / size / size;
            }
        }
    }

    private static double[] coefficient(StandardSeries series, int frequency, double[] cos, double[] sin) {
        double real = 0;
        double imaginary = 0;
        int angle = 0;
        for (int t = 0; t < series.size(); t++) {
            real += series.value(t) * cos[angle];
            imaginary -= series.value(t) * sin[angle];
            angle += frequency;
            angle -= angle >= series.size() ? series.size() : 0;
        }
        return new double[] {real, imaginary};
    }

    /** Draws phases and returns the largest magnitude within the lags. */
    double largest(RandomGenerator random) {
        double[] even = fixed.clone();
        double[] odd = new double[maxLag + 1];
        for (int k = 0; k < amplitudes.length; k++) {
            double angle = phases[k] - 2 * Math.PI * random.nextDouble();
            add(even, amplitudes[k] * Math.cos(angle), cosines[k]);
            add(odd, amplitudes[k] * Math.sin(angle), sines[k]);
        }
        double largest = 0;
        for (int lag = 0; lag <= maxLag; lag++) {
            largest = Math.max(largest, Math.abs(even[lag]) + Math.abs(odd[lag]));
        }
        return largest;
    }

    private static void add(double[] sum, double factor, double[] terms) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * terms[i];
        }
    }
}

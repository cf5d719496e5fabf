package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Arrays;
import org.thermograd.testing.SeededNoise;

/** Seeded pairs of series that have nothing to do with each other. */
final class Replicates {
    private static final int BURN_IN = 200;

    private Replicates() {}

    /** Two autoregressive series, made bit for bit as in golden 04. */
    static double[][] autoregressive(long seed, int length, double phiX, double phiY) {
        SeededNoise noise = new SeededNoise(seed);
        return new double[][] {settled(noise, length, phiX), settled(noise, length, phiY)};
    }

    private static double[] settled(SeededNoise noise, int length, double phi) {
        return Arrays.copyOfRange(SeededNoise.ar1(noise.irwinHall(length + BURN_IN), phi), BURN_IN, length + BURN_IN);
    }
}

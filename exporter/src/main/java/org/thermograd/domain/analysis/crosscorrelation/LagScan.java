package org.thermograd.domain.analysis.crosscorrelation;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The largest coefficient within ±L lags of two series laid in a circle, and how often as large a one comes up where there
 * is no coupling.
 *
 * <p>The null is every shift of one series around the other: one correlogram of all N lags holds them all. Its p-value has a
 * floor of {@code (2 L + 1) / N}, so L is at most {@code (N / 100 - 1) / 2}. Where that leaves too few lags in a short
 * series, the null is 999 surrogates of the first series that have its spectrum and random phases; then
 * {@code p = (1 + count) / (999 + 1)}. Surrogate m draws from {@code SplittableRandom(seed + m)}, so that the result is the
 * same in any number of threads.
 *
 * <p>Source: docs/correlation.md, "Continuous coupling"; B. Phipson, G. K. Smyth 2010 for the added one.
 *
 * @param surrogates which null
 * @param maxLag L, in samples
 * @param lag where the largest coefficient is, in samples; positive where the first series leads; of equal ones the lowest
 * @param r that coefficient
 * @param count how many members of the null have one at least as large; the observed one is among them, but not among
 *     phase surrogates
 * @param members how many members the null has
 */
public record LagScan(boolean surrogates, int maxLag, int lag, double r, int count, int members) {
    /** How many surrogates there are. */
    static final int SURROGATES = 999;
    /** Longer series reach far enough without surrogates. */
    private static final int LONGEST_OF_SURROGATES = 4096;

    private static final double TIE = 1e-12;

    /**
     * Scans two series.
     *
     * @param x the one whose lead is a positive lag
     * @param y of the same length
     * @param sums the sums of their products
     * @param wantedLag how far to look, in samples; a fourth of the series is looked at at most
     * @param seed of the surrogates
     */
    static LagScan of(StandardSeries x, StandardSeries y, LagSums sums, int wantedLag, long seed) {
        int size = x.size();
        int reachable = allShiftsReach(size);
        int maxLag = Math.min(wantedLag, size / 4);
        if (maxLag <= reachable || size > LONGEST_OF_SURROGATES) {
            return againstAllShifts(sums, Math.min(maxLag, reachable));
        }
        LagScan scan = againstAllShifts(sums, maxLag);
        CrossPhases phases = new CrossPhases(x, y, maxLag);
        // Not in parallel: the pairs are, and a Java 17 was seen to wait for ever in one such stream inside another.
        int count = (int) IntStream.range(0, SURROGATES)
                .filter(m -> phases.largest(new SplittableRandom(seed + m)) >= Math.abs(scan.r()) - TIE)
                .count();
        return new LagScan(true, maxLag, scan.lag(), scan.r(), count, SURROGATES);
    }

    /** Returns how many lags on each side the null of all shifts can tell from chance, 0 or more. */
    static int allShiftsReach(int size) {
        return Math.max(0, (int) Math.floor((size / 100.0 - 1) / 2));
    }

    /** A shift counts if one of the large coefficients lies within L of it. */
    static LagScan againstAllShifts(LagSums sums, int maxLag) {
        int size = sums.size();
        int lag = -maxLag;
        for (int l = -maxLag; l <= maxLag; l++) {
            if (Math.abs(sums.circular(l)) > Math.abs(sums.circular(lag))) {
                lag = l;
            }
        }
        double r = sums.circular(lag) / size;
        BitSet shifts = new BitSet(size);
        for (int s = 0; s < size; s++) {
            if (Math.abs(sums.circular(s)) / size >= Math.abs(r) - TIE) {
                shifts.set(Math.max(0, s - maxLag), Math.min(size, s + maxLag + 1));
                shifts.set(Math.min(size, s - maxLag + size), size);
                shifts.set(0, Math.max(0, s + maxLag + 1 - size));
            }
        }
        return new LagScan(false, maxLag, lag, r, shifts.cardinality(), size);
    }

    /** Returns the share of the null that is at least as large, never 0. */
    public double p() {
        return surrogates ? (1.0 + count) / (members + 1) : (double) count / members;
    }

    /** Returns the smallest p-value that this null can give. */
    public double floor() {
        return surrogates ? 1.0 / (members + 1) : Math.min(1, (2.0 * maxLag + 1) / members);
    }
}

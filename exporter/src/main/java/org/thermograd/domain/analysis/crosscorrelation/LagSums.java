package org.thermograd.domain.analysis.crosscorrelation;

/** Sums of products of two series of length N, {@code sum of a[t] b[t + lag]}, for every lag. Immutable and thread-safe. */
final class LagSums {
    private final int size;
    private final double[] sums;

    /**
     * Takes over sums.
     *
     * @param size the length N of the series
     * @param sums those of lags 0 to N - 1 from the front, those of lags -1 to 1 - N from the back; at least 2 N - 1 long
     */
    LagSums(int size, double[] sums) {
        this.size = size;
        this.sums = sums;
    }

    /** Returns N. */
    int size() {
        return size;
    }

    /**
     * Returns the sum over the pairs that there are.
     *
     * @param lag 1 - N to N - 1
     */
    double at(int lag) {
        return sums[lag >= 0 ? lag : sums.length + lag];
    }

    /**
     * Returns the sum over all N pairs of the series laid in a circle.
     *
     * @param lag any; equal to that of {@code lag} plus or minus N
     */
    double circular(int lag) {
        int forward = Math.floorMod(lag, size);
        return forward == 0 ? at(0) : at(forward) + at(forward - size);
    }
}

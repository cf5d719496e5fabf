package org.thermograd.domain.analysis.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** False-discovery control over one family of tests (Benjamini and Hochberg, JRSS B 57, 1995). */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /**
     * Returns the q-values: the smallest false-discovery rate at which each test would be called.
     *
     * @param p the p-values of the family, 0 to 1; may be empty
     * @return one q-value per p-value, in the same order
     */
    public static double[] qValues(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] q = new double[p.length];
        double smallest = 1;
        for (int rank = p.length; rank >= 1; rank--) {
            int test = order[rank - 1];
            smallest = Math.min(smallest, p[test] * p.length / rank);
            q[test] = smallest;
        }
        return q;
    }
}

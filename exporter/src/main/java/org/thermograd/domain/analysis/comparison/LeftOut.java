package org.thermograd.domain.analysis.comparison;

/**
 * By how much a figure changes where a block of a run is left out.
 *
 * @param ofA for each block of the first run
 * @param ofB for each block of the second run
 */
record LeftOut(double[] ofA, double[] ofB) {
    static LeftOut of(RunSteps a, RunSteps b) {
        return new LeftOut(new double[a.blocks()], new double[b.blocks()]);
    }

    double[] of(boolean second) {
        return second ? ofB : ofA;
    }

    /** Returns the change of the difference of two figures. */
    LeftOut minus(LeftOut other) {
        return new LeftOut(minus(ofA, other.ofA), minus(ofB, other.ofB));
    }

    private static double[] minus(double[] values, double[] others) {
        double[] differences = new double[values.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = values[i] - others[i];
        }
        return differences;
    }
}

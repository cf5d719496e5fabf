package org.thermograd.domain.analysis.comparison;

/** By how much a figure changes where a block of a run is left out. */
final class LeftOut {
    private final double[] ofA;
    private final double[] ofB;

    private LeftOut(double[] ofA, double[] ofB) {
        this.ofA = ofA;
        this.ofB = ofB;
    }

    /** Makes one of zeros. */
    static LeftOut of(RunSteps a, RunSteps b) {
        return new LeftOut(new double[a.blocks()], new double[b.blocks()]);
    }

    /** Returns the changes for each block of the first run. */
    double[] ofA() {
        return ofA;
    }

    /** Returns those of the second run. */
    double[] ofB() {
        return ofB;
    }

    /** Returns those of one of the two. */
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

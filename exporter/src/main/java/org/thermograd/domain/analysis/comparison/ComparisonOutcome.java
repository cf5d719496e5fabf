package org.thermograd.domain.analysis.comparison;

/** What a comparison says. */
public enum ComparisonOutcome {
    /** The second run is as fast as the first within the tolerance, or faster. */
    SAME_OR_FASTER(0),
    /** It is slower at equal hardware. */
    CODE_SLOWER(3),
    /** It is slower, and the hardware alone accounts for that. */
    HARDWARE_SLOWER(4),
    /** Nothing can be told. */
    NOT_COMPARABLE(5);

    private final int exitCode;

    ComparisonOutcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the exit status that stands for it. */
    public int exitCode() {
        return exitCode;
    }
}

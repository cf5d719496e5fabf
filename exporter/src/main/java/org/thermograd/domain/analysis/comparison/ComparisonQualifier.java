package org.thermograd.domain.analysis.comparison;

/** What one must know beside the outcome of a comparison. */
public enum ComparisonQualifier {
    /** A run has neither flags nor clocks of its hardware. */
    NO_HARDWARE_RECORD,
    /** What the clocks do to a step lies between nothing and all. */
    CLOCK_EFFECT_BOUNDED,
    /** The runs disagree about what the clock does to a step. */
    SLOPES_DIFFER,
    /** The clocks of a run are not known. */
    CLOCK_UNKNOWN,
    /** Steps were not matched by number. */
    NOT_MATCHED_BY_STEP,
    /** A run has many steps outside the common range. */
    PARTS_LEFT_OUT,
    /** Throttling made it slower besides. */
    HARDWARE_TOO,
    /** Faster hardware hides that the code is slower. */
    HIDDEN_BY_HARDWARE,
    /** What the code does is not known. */
    CODE_PART_UNKNOWN
}

package org.thermograd.domain.analysis.run;

/** Why a device of a recording cannot show an inferred collapse. */
public enum BlindReason {
    /** No sample has a utilisation, so there is no index. */
    NO_UTILIZATION("its utilisation is not recorded, so it has no efficiency index"),
    /** No sample with a utilisation has a temperature, so it can never be seen to heat. */
    NO_TEMPERATURE("its temperature is not recorded, so it cannot be seen to heat"),
    /** Every temperature is the same, as a placeholder is, so it is never seen to heat. */
    CONSTANT_TEMPERATURE("its temperature never changes, as that of a placeholder, so it cannot be seen to heat"),
    /** Samples are too few, too far apart or too short of temperatures for the rule to be applied to any of them. */
    NEVER_JUDGED("its samples are too few or too far apart to judge any of them");

    private final String description;

    BlindReason(String description) {
        this.description = description;
    }

    /** Returns the reason in words. */
    public String description() {
        return description;
    }
}

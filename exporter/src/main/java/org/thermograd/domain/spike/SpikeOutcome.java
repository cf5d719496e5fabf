package org.thermograd.domain.spike;

/** What a streaming detector says about one step. */
public enum SpikeOutcome {
    /** Not evaluated: the norm is not finite or not greater than 0. It leaves the detector as it was. */
    SKIPPED,
    /** Not evaluated: too few norms came before this one. */
    WARMING_UP,
    /** Evaluated, and no spike. */
    NORMAL,
    /** Evaluated, and a spike. */
    SPIKE
}

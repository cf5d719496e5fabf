package org.thermograd.domain.analysis.verdict;

/** Why a session is not estimable. A closed set; the names are part of the report's format. */
public enum Reason {
    /** No collapse of this kind could have been seen: no device reports what it takes. */
    COLLAPSES_NOT_OBSERVABLE,
    /** All finite gradient norms are equal. */
    CONSTANT_GRAD_NORM,
    /** There is no finite gradient norm. */
    NO_FINITE_GRAD_NORM,
    /** At no time were training and all devices watched together. */
    NO_OVERLAP,
    /** There are fewer than three finite gradient norms. */
    TOO_FEW_SAMPLES,
    /** The windows after collapses fill too much of the time. */
    WINDOWS_SATURATED_BACKWARD,
    /** The windows after spikes fill too much of the time. */
    WINDOWS_SATURATED_FORWARD,
    /** No collapse began while both sides were watched. */
    ZERO_COLLAPSES,
    /** No spike came while both sides were watched. */
    ZERO_SPIKES;

    /** Returns whether a longer session of the same kind can take this reason away. */
    public boolean isTimeAMatter() {
        return switch (this) {
            case TOO_FEW_SAMPLES, ZERO_COLLAPSES, ZERO_SPIKES -> true;
            case COLLAPSES_NOT_OBSERVABLE,
                    CONSTANT_GRAD_NORM,
                    NO_FINITE_GRAD_NORM,
                    NO_OVERLAP,
                    WINDOWS_SATURATED_BACKWARD,
                    WINDOWS_SATURATED_FORWARD -> false;
        };
    }
}

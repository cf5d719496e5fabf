package org.thermograd.domain.ingest;

/** What became of a new step. */
public enum Examination {
    /** Judged, and no spike. */
    NORMAL,
    /** Judged, and the first step of a spike event. */
    SPIKE_ONSET,
    /** Judged, and a further step of the spike event before it. */
    SPIKE_CONTINUED,
    /** Not judged: too few norms came before it in its segment. */
    WARM_UP,
    /** Not judged: it is older than the newest step. */
    LATE,
    /** Not judged: its norm is absent, not finite, or not greater than 0. */
    NO_NORM;

    /** Tells whether the detector judged the step. */
    public boolean isExamined() {
        return this == NORMAL || isSpike();
    }

    /** Tells whether the step is a spike. */
    public boolean isSpike() {
        return this == SPIKE_ONSET || this == SPIKE_CONTINUED;
    }
}

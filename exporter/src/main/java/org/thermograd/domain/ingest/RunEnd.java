package org.thermograd.domain.ingest;

/** How a run stopped being active. */
public enum RunEnd {
    /** The run said so. */
    FINISHED,
    /** It was silent for too long. */
    EXPIRED,
    /** It was deleted, with all that was known of it. */
    DELETED
}

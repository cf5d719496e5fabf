package org.thermograd.domain.ingest;

/** How much of a run is shown, from its life to its oblivion. */
public enum RunStage {
    /** Everything. */
    ACTIVE,
    /** The run has ended: counters, histograms, onsets, and its marks. */
    COUNTED,
    /** The run ended a while ago: that it is not active, its labels and its last push. */
    MARKED
}

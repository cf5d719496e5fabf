package org.thermograd.domain;

import java.util.Locale;

/** Where the data of one side, hardware or training, comes from. */
public enum Provenance {
    /** Read from this machine, or pushed by a training run. */
    REAL,
    /** Made up by the simulator. */
    SIMULATED,
    /** Played back from a recording. */
    REPLAYED,
    /** There is none. */
    NONE;

    /** Returns the name in session.json, in reports and as the value of a label. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

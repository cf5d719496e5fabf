package org.thermograd.adapter.files;

import java.util.Locale;

/** Where the data of one side of a session comes from. */
public enum SessionSource {
    /** Read from the machine, or pushed by a training run. */
    REAL,
    /** Made up by the simulator. */
    SIMULATED,
    /** Played back from a recording. */
    REPLAYED,
    /** There is none. */
    NONE;

    /** Returns the name in session.json. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

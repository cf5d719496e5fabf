package org.thermograd.adapter.exposition;

import java.util.Locale;

/** Where data comes from; also a label, in small letters. */
public enum DataSource {
    /** Read from this machine, or pushed by a training run. */
    REAL,
    /** Made up by the simulator. */
    SIMULATED,
    /** Played back from a recording. */
    REPLAYED,
    /** There is none. */
    NONE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.thermograd.domain.collapse;

/** What the monitor of a recording said of a device at one sample. */
public enum RecordedFlag {
    /** The device was in no collapse. */
    CLEAR,
    /** The device was in a collapse. */
    COLLAPSE
}

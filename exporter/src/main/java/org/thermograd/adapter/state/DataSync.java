package org.thermograd.adapter.state;

/** When what was written is made to survive a loss of power; the end of the process it survives in any case. */
public enum DataSync {
    /** Before it is acknowledged. */
    ALWAYS,
    /** Once a second. */
    INTERVAL,
    /** When the operating system sees fit. */
    NEVER
}

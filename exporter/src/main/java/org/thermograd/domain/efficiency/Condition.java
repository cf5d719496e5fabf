package org.thermograd.domain.efficiency;

/** What holds at a sample. A collapse needs the first three for 7 s, and {@link #EVIDENCE} at its sample. */
public enum Condition {
    /** Utilization above 60 %, or load ratio above 0.75. */
    LOADED,
    /** The temperature is known and rises by more than 0.05 degrees a second. */
    HEATING,
    /** The smoothed index is below 65 % of its rolling peak. */
    DROP,
    /** Less than 60 s to the temperature limit, or less than 5 degrees below it, or load ratio above 0.95. */
    EVIDENCE,
    /** All of that: an efficiency drop while heating. */
    COLLAPSE
}

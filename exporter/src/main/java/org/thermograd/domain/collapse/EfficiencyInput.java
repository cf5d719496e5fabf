package org.thermograd.domain.collapse;

import java.util.Locale;

/** What the efficiency index of a device is computed from. */
public enum EfficiencyInput {
    /** How busy the device is. */
    UTILIZATION,
    /** Its temperature. */
    TEMPERATURE,
    /** Its power. */
    POWER,
    /** The power it is built for, as its driver says; else the index takes an option or an assumed figure. */
    RATED_POWER,
    /** The temperature at which it holds itself back, as its driver says; else an option or an assumed figure. */
    TEMPERATURE_LIMIT;

    /** Returns the value of the label {@code input}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

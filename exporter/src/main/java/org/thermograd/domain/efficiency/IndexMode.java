package org.thermograd.domain.efficiency;

import java.util.Locale;

/** How the published constants, which are per sample but documented per second, are read. */
public enum IndexMode {
    /**
     * Per second, with the measured time between samples. More than 10 s without a sample starts everything over. What
     * the product uses.
     */
    TIMED,
    /**
     * Per sample, as if samples came every second: 7 samples of hold, 0.998 per sample, degrees per sample. Nothing ever
     * starts over, and while the temperature is missing the last one known still gives the time to the limit. As
     * published; for comparison.
     */
    LITERAL;

    /** Returns the name in options and reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

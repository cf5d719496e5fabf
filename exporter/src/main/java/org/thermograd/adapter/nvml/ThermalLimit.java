package org.thermograd.adapter.nvml;

import java.util.Arrays;
import java.util.Locale;

/**
 * A temperature of the chip at which something happens. Older drivers and chips give it in degrees; since Ada it is an offset, mostly
 * negative, on the scale of T.Limit, which counts the degrees left and is 0 at the greatest operating temperature.
 */
enum ThermalLimit {
    /** The hardware halves the clocks. */
    SLOWDOWN(1, FieldValues.SLOWDOWN_TLIMIT),
    /** The driver holds the clocks back. */
    MAX_OPERATING(3, FieldValues.MAX_OPERATING_TLIMIT),
    /** The hardware switches off. */
    SHUTDOWN(0, FieldValues.SHUTDOWN_TLIMIT);

    private final int threshold;
    private final int field;

    ThermalLimit(int threshold, int field) {
        this.threshold = threshold;
        this.field = field;
    }

    /** Returns its number in {@code nvmlTemperatureThresholds_t}. */
    int threshold() {
        return threshold;
    }

    /** Returns the field that has its T.Limit. */
    int field() {
        return field;
    }

    /** Returns the value of the label {@code limit}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the fields of all. */
    static int[] fields() {
        return Arrays.stream(values()).mapToInt(ThermalLimit::field).toArray();
    }
}

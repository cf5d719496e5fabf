package org.thermograd.adapter.nvml;

import java.util.Locale;

/** What has a clock of its own. */
enum ClockDomain {
    GRAPHICS(0),
    SM(1),
    MEMORY(2),
    VIDEO(3);

    private final int number;
    private final String call;
    private final String maxCall;

    ClockDomain(int number) {
        this.number = number;
        this.call = "DeviceGetClockInfo " + number;
        this.maxCall = "DeviceGetMaxClockInfo " + number;
    }

    /** Returns its number in {@code nvmlClockType_t}. */
    int number() {
        return number;
    }

    /** Returns the value of the label {@code domain}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns by which name a call for its clock is remembered. */
    String call() {
        return call;
    }

    /** Returns by which name a call for its highest clock is remembered. */
    String maxCall() {
        return maxCall;
    }
}

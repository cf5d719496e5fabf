package org.thermograd.adapter.linux;

import java.util.Locale;

/** Reasons for throttling, in our words, that AMD's driver can give. */
enum AmdReason {
    /** A limit of power or current. */
    SW_POWER_CAP,
    /** Heat, of the chip, its memory or its voltage regulators. */
    HW_THERMAL,
    /** The hardware is told to slow down by a signal that may come from outside; why is not given. */
    HW_SLOWDOWN;

    /** Returns the word, which is also a label. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

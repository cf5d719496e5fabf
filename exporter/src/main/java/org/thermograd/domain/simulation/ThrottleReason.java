package org.thermograd.domain.simulation;

import java.util.Locale;

/** Why a driver says that a clock is not the highest. */
enum ThrottleReason {
    /** There is nothing to do. */
    IDLE,
    /** More power than the limit would be needed. */
    SW_POWER_CAP,
    /** The driver takes the clock down for heat. */
    SW_THERMAL,
    /** The hardware halves the clock, whatever for. */
    HW_SLOWDOWN,
    /** The hardware halves the clock for heat. */
    HW_THERMAL,
    /** The hardware halves the clock since the power supply asks for it. */
    POWER_BRAKE;

    /** Returns the value of the label {@code reason}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

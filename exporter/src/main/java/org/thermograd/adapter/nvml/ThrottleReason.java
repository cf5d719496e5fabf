package org.thermograd.adapter.nvml;

import java.util.Locale;

/** Why clocks are held back: the bits of {@code nvmlClocksEventReasons}, which earlier drivers called throttle reasons. */
enum ThrottleReason {
    /** Nothing runs. */
    IDLE(0x1),
    /** Somebody set the clocks. */
    APP_CLOCKS(0x2),
    /** The driver keeps the power limit. */
    SW_POWER_CAP(0x4),
    /** The hardware halves the clocks: for heat, a power brake or over-current, it does not say for which. */
    HW_SLOWDOWN(0x8),
    /** Another accelerator of its group is slower. */
    SYNC_BOOST(0x10),
    /** The driver keeps the greatest operating temperature of chip or memory. */
    SW_THERMAL(0x20),
    /** The hardware halves the clocks for heat. */
    HW_THERMAL(0x40),
    /** The hardware halves the clocks since the power supply asks for it. */
    POWER_BRAKE(0x80),
    /** The clocks of the display set them. */
    DISPLAY_CLOCKS(0x100);

    private final long bit;

    ThrottleReason(long bit) {
        this.bit = bit;
    }

    /** Returns the value of the label {@code reason}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether a mask has its bit. */
    boolean isIn(long mask) {
        return (mask & bit) != 0;
    }
}

package org.thermograd.adapter.prometheus.runs;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The reasons for the clocks of a device as NVML gives them, one bit each (nvml.h, nvmlClocksEventReason). */
final class ThrottleBits {
    private static final long IDLE = 0x1;
    private static final long HW_SLOWDOWN = 0x8;
    private static final long SW_THERMAL = 0x20;
    private static final long HW_THERMAL = 0x40;
    private static final long ALL = 0x1ff;

    private ThrottleBits() {}

    /** Returns whether a value can be such a mask; DCGM gives huge numbers where it has none. */
    static boolean isMask(double value) {
        return value >= 0 && value == Math.rint(value) && value <= ALL;
    }

    /** Returns whether the device is held back for its heat; while it is idle no other reason counts. */
    static boolean isThermal(double mask) {
        long bits = (long) mask;
        return (bits & IDLE) == 0 && (bits & (HW_SLOWDOWN | SW_THERMAL | HW_THERMAL)) != 0;
    }

    /** Returns the reasons that a mask can give. */
    static SortedSet<String> reasons() {
        return new TreeSet<>(List.of("hw_slowdown", "hw_thermal", "sw_thermal"));
    }
}

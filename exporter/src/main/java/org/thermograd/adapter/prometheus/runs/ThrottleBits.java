package org.thermograd.adapter.prometheus.runs;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;

/**
 * The reasons for the clocks of a device as NVML gives them, one bit each (nvml.h, nvmlClocksEventReason). What others give
 * is put into the same bits.
 */
final class ThrottleBits {
    static final String IDLE = "idle";

    private static final Map<String, Long> BITS = Map.of(
            IDLE,
            0x1L,
            "app_clocks",
            0x2L,
            "sw_power_cap",
            0x4L,
            CollapseReason.HW_SLOWDOWN.id(),
            0x8L,
            "sync_boost",
            0x10L,
            CollapseReason.SW_THERMAL.id(),
            0x20L,
            CollapseReason.HW_THERMAL.id(),
            0x40L,
            CollapseReason.POWER_BRAKE.id(),
            0x80L,
            "display_clocks",
            0x100L);

    private static final long ALL = BITS.values().stream().mapToLong(bit -> bit).sum();

    private static final Set<String> CONFIRMED = CollapseReason.idsOf(CollapseKind.CONFIRMED);

    private ThrottleBits() {}

    /** Returns whether a value can be such a mask; DCGM gives huge numbers where it has none. */
    static boolean isMask(double value) {
        return value >= 0 && value == Math.rint(value) && value <= ALL;
    }

    /** Returns the bit of a reason, 0 if it has none. */
    static long of(String reason) {
        return BITS.getOrDefault(reason, 0L);
    }

    /** Returns the reasons whose bits are set. */
    static SortedSet<String> given(long bits) {
        return BITS.entrySet().stream()
                .filter(bit -> (bits & bit.getValue()) != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns for what a device is in a collapse, if for anything, by {@link CollapseReason#holdsBack}. */
    static SortedSet<String> collapses(long bits) {
        SortedSet<String> reasons = CollapseReason.holdingBack(given(bits));
        reasons.retainAll(CONFIRMED);
        return reasons;
    }

    /** Returns the reasons for a collapse that a mask can give. */
    static SortedSet<String> reasons() {
        SortedSet<String> reasons = given(ALL);
        reasons.retainAll(CONFIRMED);
        return reasons;
    }
}

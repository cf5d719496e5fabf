package org.thermograd.domain.collapse;

import java.util.Locale;
import java.util.Set;
import org.thermograd.domain.event.CollapseKind;

/** Why a device counts as collapsed. */
public enum CollapseReason {
    /** The hardware holds the clocks back for heat. */
    HW_THERMAL(CollapseKind.CONFIRMED),
    /** The driver holds the clocks back for heat. */
    SW_THERMAL(CollapseKind.CONFIRMED),
    /** The hardware halves the clocks, for heat or for the power supply. */
    HW_SLOWDOWN(CollapseKind.CONFIRMED),
    /** The kernel counted throttling of processors. */
    CPU_THERMAL(CollapseKind.CONFIRMED),
    /**
     * Under load the clock is far below the highest of the device, whose driver gives no reasons. Never called heat: a hard
     * limit of power looks the same.
     */
    LOW_CLOCK(CollapseKind.CONFIRMED),
    /** The efficiency index dropped under load and heating: an efficiency drop while heating, not throttling. */
    EFFICIENCY(CollapseKind.INFERRED),
    /** The monitor that made a recording flagged it. */
    RECORDED(CollapseKind.RECORDED);

    /** What a driver gives for clocks that nobody would call held back. */
    private static final Set<String> HARMLESS = Set.of("idle", "app_clocks", "sync_boost", "display_clocks");

    private final CollapseKind kind;

    CollapseReason(CollapseKind kind) {
        this.kind = kind;
    }

    /**
     * Returns whether a reason that a driver gives for its clocks, any of them, means that it holds them back. Where it
     * gives {@code idle} too, it does not.
     */
    public static boolean holdsBack(String reasonOfDriver) {
        return !HARMLESS.contains(reasonOfDriver);
    }

    /** Returns the value of the label {@code reason}, such as {@code hw_thermal}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns where it comes from. */
    public CollapseKind kind() {
        return kind;
    }
}

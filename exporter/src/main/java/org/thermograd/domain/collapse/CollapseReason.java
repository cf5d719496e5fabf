package org.thermograd.domain.collapse;

import java.util.Locale;
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
    /** The efficiency index dropped under load and heating: an efficiency drop (inferred), not throttling. */
    EFFICIENCY(CollapseKind.INFERRED),
    /** The monitor that made a recording flagged it. */
    RECORDED(CollapseKind.RECORDED);

    private final CollapseKind kind;

    CollapseReason(CollapseKind kind) {
        this.kind = kind;
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

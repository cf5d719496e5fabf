package org.thermograd.adapter.linux;

/**
 * What AMD's driver counts of throttling on MI300 and newer: in how many of the cycles of the firmware there was some, in
 * the order of the tables, and which of our words it becomes.
 */
enum AmdResidency {
    PROCHOT(10, AmdReason.HW_SLOWDOWN),
    PPT(11, AmdReason.SW_POWER_CAP),
    SOCKET_THM(12, AmdReason.HW_THERMAL),
    VR_THM(13, AmdReason.HW_THERMAL),
    HBM_THM(14, AmdReason.HW_THERMAL);

    private final int attribute;
    private final AmdReason reason;

    AmdResidency(int attribute, AmdReason reason) {
        this.attribute = attribute;
        this.reason = reason;
    }

    /** Returns its number among the attributes of layout 1.9. */
    int attribute() {
        return attribute;
    }

    /** Returns what it becomes. */
    AmdReason reason() {
        return reason;
    }
}

package org.thermograd.adapter.linux;

/**
 * What AMD's driver counts of throttling on MI300 and newer: in how many of the cycles of the firmware there was some, in
 * the order of the tables, and which of our words it becomes.
 */
enum AmdResidency {
    PROCHOT(AmdReason.HW_SLOWDOWN),
    PPT(AmdReason.SW_POWER_CAP),
    SOCKET_THM(AmdReason.HW_THERMAL),
    VR_THM(AmdReason.HW_THERMAL),
    HBM_THM(AmdReason.HW_THERMAL);

    private final AmdReason reason;

    AmdResidency(AmdReason reason) {
        this.reason = reason;
    }

    /** Returns what it becomes. */
    AmdReason reason() {
        return reason;
    }
}

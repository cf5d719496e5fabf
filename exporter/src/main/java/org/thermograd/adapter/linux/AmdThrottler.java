package org.thermograd.adapter.linux;

import static org.thermograd.adapter.linux.AmdReason.HW_SLOWDOWN;
import static org.thermograd.adapter.linux.AmdReason.HW_THERMAL;
import static org.thermograd.adapter.linux.AmdReason.SW_POWER_CAP;

import java.util.Optional;

/**
 * What AMD's driver gives as {@code indep_throttle_status}, one bit each ({@code SMU_THROTTLER_*_BIT} in the kernel's
 * {@code amdgpu_smu.h}), and which of our words it becomes.
 */
enum AmdThrottler {
    PPT0(0, SW_POWER_CAP),
    PPT1(1, SW_POWER_CAP),
    PPT2(2, SW_POWER_CAP),
    PPT3(3, SW_POWER_CAP),
    SPL(4, SW_POWER_CAP),
    FPPT(5, SW_POWER_CAP),
    SPPT(6, SW_POWER_CAP),
    SPPT_APU(7, SW_POWER_CAP),
    TDC_GFX(16, SW_POWER_CAP),
    TDC_SOC(17, SW_POWER_CAP),
    TDC_MEM(18, SW_POWER_CAP),
    TDC_VDD(19, SW_POWER_CAP),
    TDC_CVIP(20, SW_POWER_CAP),
    EDC_CPU(21, SW_POWER_CAP),
    EDC_GFX(22, SW_POWER_CAP),
    APCC(23, SW_POWER_CAP),
    TEMP_GPU(32, HW_THERMAL),
    TEMP_CORE(33, HW_THERMAL),
    TEMP_MEM(34, HW_THERMAL),
    TEMP_EDGE(35, HW_THERMAL),
    /** Never clears on RDNA 3 and 4, not even on a card that idles at 37 °C. */
    TEMP_HOTSPOT(36),
    TEMP_SOC(37, HW_THERMAL),
    TEMP_VR_GFX(38, HW_THERMAL),
    TEMP_VR_SOC(39, HW_THERMAL),
    TEMP_VR_MEM0(40, HW_THERMAL),
    TEMP_VR_MEM1(41, HW_THERMAL),
    TEMP_LIQUID0(42, HW_THERMAL),
    TEMP_LIQUID1(43, HW_THERMAL),
    VRHOT0(44, HW_THERMAL),
    VRHOT1(45, HW_THERMAL),
    PROCHOT_CPU(46, HW_SLOWDOWN),
    PROCHOT_GFX(47, HW_SLOWDOWN),
    /** AMD does not explain it. */
    PPM(56),
    /** AMD does not explain it. */
    FIT(57);

    private final int bit;

    @SuppressWarnings("ImmutableEnumChecker") // an Optional does not change
    private final Optional<AmdReason> reason;

    AmdThrottler(int bit) {
        this.bit = bit;
        this.reason = Optional.empty();
    }

    AmdThrottler(int bit, AmdReason reason) {
        this.bit = bit;
        this.reason = Optional.of(reason);
    }

    /** Returns the number of its bit. */
    int bit() {
        return bit;
    }

    /** Returns what it becomes; empty for what never counts. */
    Optional<AmdReason> reason() {
        return reason;
    }

    /** Returns whether a status gives a reason. */
    static boolean gives(long status, AmdReason reason) {
        for (AmdThrottler throttler : values()) {
            if (((status >>> throttler.bit) & 1) == 1
                    && throttler.reason.filter(reason::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }
}

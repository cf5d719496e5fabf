package org.thermograd.domain.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * Sets the clock of a device, and says why it is not the highest. Confined to one thread.
 *
 * <ul>
 *   <li>At {@code limit} or above the driver takes the clock down by one step each time it looks, to the lowest at most;
 *       at {@code limit - hysteresis} or below up by one. In between it stays. {@code sw_thermal} holds from the first
 *       step down until the highest clock is back.
 *   <li>At {@code hardware limit} or above the hardware halves the clock until the device is below {@code limit}:
 *       {@code hw_thermal} and {@code hw_slowdown}.
 *   <li>Under a power brake the hardware halves the clock too: {@code power_brake} and {@code hw_slowdown}.
 *   <li>Where the load would need more than the power limit, the clock is what that allows: {@code sw_power_cap}.
 *   <li>Without load the clock is that of idling: {@code idle}.
 * </ul>
 */
final class Governor {
    private static final double IDLE_BELOW_RATIO = 0.01;
    private static final double SLOWDOWN = 0.5;

    private final DeviceModel model;
    private final Set<ThrottleReason> reasons = EnumSet.noneOf(ThrottleReason.class);
    private double thermalHertz;
    private boolean halved;
    private double clockHertz;

    Governor(DeviceModel model) {
        this.model = model;
        this.thermalHertz = model.clocks().maxHertz();
        this.clockHertz = thermalHertz;
    }

    /** Looks at the device: once each time the driver would. */
    void look(double celsius, double utilizationRatio, boolean braked) {
        DeviceModel.Limits limits = model.limits();
        DeviceModel.Clocks clocks = model.clocks();
        if (celsius >= limits.limitCelsius()) {
            thermalHertz = Math.max(clocks.minHertz(), thermalHertz - clocks.stepHertz());
        } else if (celsius <= limits.limitCelsius() - limits.hysteresisCelsius()) {
            thermalHertz = Math.min(clocks.maxHertz(), thermalHertz + clocks.stepHertz());
        }
        halved = celsius >= limits.hardwareCelsius() || (halved && celsius >= limits.limitCelsius());
        choose(utilizationRatio, braked);
    }

    private void choose(double utilizationRatio, boolean braked) {
        DeviceModel.Clocks clocks = model.clocks();
        reasons.clear();
        clockHertz = thermalHertz;
        if (thermalHertz < clocks.maxHertz()) {
            reasons.add(ThrottleReason.SW_THERMAL);
        }
        if (halved) {
            reasons.add(ThrottleReason.HW_THERMAL);
        }
        if (braked) {
            reasons.add(ThrottleReason.POWER_BRAKE);
        }
        if (halved || braked) {
            clockHertz = Math.min(clockHertz, SLOWDOWN * clocks.maxHertz());
            reasons.add(ThrottleReason.HW_SLOWDOWN);
        }
        double allowed = model.clockWithinPowerLimitHertz(utilizationRatio);
        if (allowed < clockHertz) {
            clockHertz = allowed;
            reasons.add(ThrottleReason.SW_POWER_CAP);
        }
        if (utilizationRatio < IDLE_BELOW_RATIO) {
            clockHertz = Math.min(clockHertz, clocks.idleHertz());
            reasons.add(ThrottleReason.IDLE);
        }
    }

    /** Returns the clock until the next look. */
    double clockHertz() {
        return clockHertz;
    }

    /** Tells whether a reason holds until the next look. */
    boolean holds(ThrottleReason reason) {
        return reasons.contains(reason);
    }
}

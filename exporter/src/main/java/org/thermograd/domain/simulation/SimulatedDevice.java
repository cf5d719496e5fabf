package org.thermograd.domain.simulation;

import java.util.EnumMap;
import java.util.Map;

/** One device: its heat, its governor, and what it has counted. Confined to one thread. */
final class SimulatedDevice {
    private final DeviceModel model;
    private final Governor governor;
    private final ThermalState heat;
    private final Map<ThrottleReason, Double> throttledSeconds = new EnumMap<>(ThrottleReason.class);
    private double sinceSeconds;
    private double utilizationRatio;

    SimulatedDevice(DeviceModel model, double ambientCelsius) {
        this.model = model;
        this.governor = new Governor(model);
        this.heat = new ThermalState(model, ambientCelsius);
    }

    /**
     * Lets the driver look at the device, and gives it its load until the next time.
     *
     * @param seconds now, later than the last time
     * @param load 0 to 1
     * @param braked whether it is under a power brake
     * @return whether the device begins to be held back for its heat
     */
    boolean drive(double seconds, double load, double ambientCelsius, boolean braked) {
        boolean throttledBefore = isThrottledForHeat();
        for (ThrottleReason reason : ThrottleReason.values()) {
            throttledSeconds.put(reason, throttledSecondsAt(seconds, reason));
        }
        sinceSeconds = seconds;
        utilizationRatio = load;
        governor.look(heat.advance(seconds), load, braked);
        heat.drive(model.watts(load, governor.clockHertz()), ambientCelsius);
        return !throttledBefore && isThrottledForHeat();
    }

    private boolean isThrottledForHeat() {
        return governor.holds(ThrottleReason.SW_THERMAL) || governor.holds(ThrottleReason.HW_THERMAL);
    }

    DeviceModel model() {
        return model;
    }

    Governor governor() {
        return governor;
    }

    ThermalState heat() {
        return heat;
    }

    double utilizationRatio() {
        return utilizationRatio;
    }

    /** Returns the clock as a share of the highest. */
    double clockRatio() {
        return governor.clockHertz() / model.clocks().maxHertz();
    }

    /** Returns for how long a reason has held since the start. */
    double throttledSecondsAt(double seconds, ThrottleReason reason) {
        return throttledSeconds.getOrDefault(reason, 0.0) + (governor.holds(reason) ? seconds - sinceSeconds : 0);
    }
}

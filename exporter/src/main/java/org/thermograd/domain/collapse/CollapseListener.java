package org.thermograd.domain.collapse;

import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;

/**
 * Hears of samples and collapses as they happen, on the thread that gives the samples. It must return quickly and not
 * call the monitor.
 */
public interface CollapseListener {
    /** Called when the clock was set and what went on has ended: what comes may have times that have been. */
    default void restarted(ClockChange change) {}

    /** Called for each snapshot, before anything that it is looked at for. */
    default void sampled(HardwareSnapshot snapshot) {}

    /** Called for each new sample of a device, after the collapses that it began or ended. */
    default void observed(DeviceStatus status) {}

    /**
     * Called for each sample of a device at which it could be told whether it is in a collapse for a reason, or will be.
     *
     * @param sinceMillis if the flag is up, the first sample of its condition
     */
    default void flagged(Device device, CollapseReason reason, long millis, FlagState state, long sinceMillis) {}

    /**
     * Called when a collapse has begun.
     *
     * @param onsetMillis when its condition began, before now if it had to last first
     */
    default void started(Device device, CollapseReason reason, long onsetMillis) {}

    /**
     * Called when a collapse has ended. It is called again, with a later end, for one that went on within the refractory.
     *
     * @param endMillis time of its last sample
     */
    default void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {}
}

package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.thermograd.domain.hardware.HardwareSnapshot;

/**
 * What is known of the devices of this host after one sample: its readings, and what they came to. Immutable.
 *
 * @param hardware the readings
 * @param devices every device that was seen, with its efficiency and collapses up to these readings
 */
public record HostState(HardwareSnapshot hardware, List<DeviceStatus> devices) {
    /** Copies the list. */
    public HostState {
        requireNonNull(hardware, "hardware");
        devices = List.copyOf(devices);
    }
}

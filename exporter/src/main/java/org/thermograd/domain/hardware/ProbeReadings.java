package org.thermograd.domain.hardware;

import java.util.List;

/**
 * What one probe gave in one read. Empty where there is nothing to read, which is no failure.
 *
 * @param devices the devices it knows, described
 * @param readings what it read
 */
public record ProbeReadings(List<DeviceDescription> devices, List<SensorReading> readings) {
    /** Nothing. */
    public static final ProbeReadings NONE = new ProbeReadings(List.of(), List.of());

    /** Copies both lists. */
    public ProbeReadings {
        devices = List.copyOf(devices);
        readings = List.copyOf(readings);
    }
}

package org.thermograd.domain.hardware;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers the readings of one read, and drops what a source gives where it does not know. Confined to one thread. */
public final class ReadingsBuilder {
    private final Instant now;
    private final List<DeviceDescription> devices = new ArrayList<>();
    private final List<SensorReading> readings = new ArrayList<>();

    public ReadingsBuilder(Instant now) {
        this.now = now;
    }

    public void addDevice(DeviceDescription device) {
        devices.add(device);
    }

    /** Adds what was read before and is still good. */
    public void add(SensorReading reading) {
        readings.add(reading);
    }

    /** Adds a value unless no machine could have it. */
    public void add(Sensor sensor, double value) {
        if (Plausibility.allows(sensor.quantity(), value)) {
            readings.add(new SensorReading(sensor, value, now));
        }
    }

    /** Adds a possible value unless it is 0 or negative, where that means "unknown". */
    public void addIfPositive(Sensor sensor, double value) {
        if (value > 0) {
            add(sensor, value);
        }
    }

    public void add(Sensor sensor, long value) {
        add(sensor, (double) value);
    }

    public void addIfPositive(Sensor sensor, long value) {
        addIfPositive(sensor, (double) value);
    }

    public int size() {
        return readings.size();
    }

    public ProbeReadings toProbeReadings() {
        return new ProbeReadings(devices, readings);
    }
}

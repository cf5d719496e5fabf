package org.thermograd.adapter.oshi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** Gathers the readings of one read, and drops what OSHI says where it does not know. Confined to one thread. */
final class Readings {
    private final Instant now;
    private final List<DeviceDescription> devices = new ArrayList<>();
    private final List<SensorReading> readings = new ArrayList<>();

    Readings(Instant now) {
        this.now = now;
    }

    void addDevice(DeviceDescription device) {
        devices.add(device);
    }

    /** Adds a value for which OSHI has no sentinel. */
    void add(Sensor sensor, double value) {
        readings.add(new SensorReading(sensor, value, now));
    }

    /** Adds a value unless it is 0, negative or not a number: OSHI means "unknown" by each of them, here or there. */
    void addIfPositive(Sensor sensor, double value) {
        if (Double.isFinite(value) && value > 0) {
            add(sensor, value);
        }
    }

    /** Adds a value unless it is negative or not a number, where 0 is a reading like any other. */
    void addIfNotNegative(Sensor sensor, double value) {
        if (Double.isFinite(value) && value >= 0) {
            add(sensor, value);
        }
    }

    void addIfPositive(Sensor sensor, long value) {
        addIfPositive(sensor, (double) value);
    }

    void addIfNotNegative(Sensor sensor, long value) {
        addIfNotNegative(sensor, (double) value);
    }

    /** Adds a share unless it is outside 0 to 1. */
    void addIfRatio(Sensor sensor, double value) {
        if (value >= 0 && value <= 1) {
            add(sensor, value);
        }
    }

    int size() {
        return readings.size();
    }

    ProbeReadings toProbeReadings() {
        return new ProbeReadings(devices, readings);
    }
}

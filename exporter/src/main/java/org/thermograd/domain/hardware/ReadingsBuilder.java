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

    /** Adds a finite value for which the source has no sentinel. */
    public void add(Sensor sensor, double value) {
        readings.add(new SensorReading(sensor, value, now));
    }

    /** Adds a value unless it is 0, negative or not a number, where each of them means "unknown". */
    public void addIfPositive(Sensor sensor, double value) {
        if (Double.isFinite(value) && value > 0) {
            add(sensor, value);
        }
    }

    /** Adds a value unless it is negative or not a number, where 0 is a reading like any other. */
    public void addIfNotNegative(Sensor sensor, double value) {
        if (Double.isFinite(value) && value >= 0) {
            add(sensor, value);
        }
    }

    public void addIfPositive(Sensor sensor, long value) {
        addIfPositive(sensor, (double) value);
    }

    public void addIfNotNegative(Sensor sensor, long value) {
        addIfNotNegative(sensor, (double) value);
    }

    /** Adds a share unless it is outside 0 to 1. */
    public void addIfRatio(Sensor sensor, double value) {
        if (value >= 0 && value <= 1) {
            add(sensor, value);
        }
    }

    public int size() {
        return readings.size();
    }

    public ProbeReadings toProbeReadings() {
        return new ProbeReadings(devices, readings);
    }
}

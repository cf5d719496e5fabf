package org.thermograd.adapter.nvml;

import java.time.Instant;
import java.util.List;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** Gathers the readings of one accelerator, in the units of the driver. What cannot be is left out. Confined to one thread. */
final class Readout {
    private final ReadingsBuilder readings;

    Readout(Instant now) {
        this.readings = new ReadingsBuilder(now);
    }

    void flag(Sensor sensor, boolean on) {
        readings.add(sensor, on ? 1 : 0);
    }

    void percent(Sensor sensor, double percent) {
        readings.add(sensor, percent / 100);
    }

    void celsius(Sensor sensor, double celsius) {
        readings.add(sensor, celsius);
    }

    /** 0 means that the driver does not know. */
    void milliwatts(Sensor sensor, double milliwatts) {
        readings.addIfPositive(sensor, milliwatts / 1e3);
    }

    void millijoules(Sensor sensor, double millijoules) {
        readings.add(sensor, millijoules / 1e3);
    }

    /** 0 means that the driver does not know. */
    void megahertz(Sensor sensor, double megahertz) {
        readings.addIfPositive(sensor, megahertz * 1e6);
    }

    void nanos(Sensor sensor, double nanos) {
        readings.add(sensor, nanos / 1e9);
    }

    void bytes(Sensor sensor, double bytes) {
        readings.add(sensor, bytes);
    }

    void count(Sensor sensor, double count) {
        readings.add(sensor, count);
    }

    /** Adds what was read before and still holds. */
    void addAll(List<SensorReading> before) {
        before.forEach(readings::add);
    }

    List<SensorReading> readings() {
        return readings.toProbeReadings().readings();
    }
}

package org.thermograd.adapter.nvml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** Gathers the readings of one accelerator, without what cannot be: drivers give sentinels and nonsense. Confined to one thread. */
final class Readout {
    private static final int USUAL = 64;
    /** Of a chip, in °C; 0 is what a driver gives where it cannot read. */
    private static final double MAX_CELSIUS = 200;

    private static final double MAX_WATTS = 20_000;
    private static final double MAX_HERTZ = 1e11;
    /** More than ten years of 20 kW. */
    private static final double MAX_JOULES = 1e13;
    /** More than ten years. */
    private static final double MAX_SECONDS = 4e8;

    private static final double MAX_BYTES = 1L << 50;
    private static final double MAX_COUNT = 1e15;

    private final Instant now;
    private final List<SensorReading> readings = new ArrayList<>(USUAL);

    Readout(Instant now) {
        this.now = now;
    }

    /** Adds a value if it lies between two bounds, both allowed; {@code NaN} does not. */
    private void add(Sensor sensor, double value, double min, double max) {
        if (value >= min && value <= max) {
            readings.add(new SensorReading(sensor, value, now));
        }
    }

    void flag(Sensor sensor, boolean on) {
        add(sensor, on ? 1 : 0, 0, 1);
    }

    void percent(Sensor sensor, double percent) {
        add(sensor, percent / 100, 0, 1);
    }

    void celsius(Sensor sensor, double celsius) {
        add(sensor, celsius, 1, MAX_CELSIUS);
    }

    void margin(Sensor sensor, double celsius) {
        add(sensor, celsius, -MAX_CELSIUS, MAX_CELSIUS);
    }

    void milliwatts(Sensor sensor, double milliwatts) {
        add(sensor, milliwatts / 1e3, Double.MIN_VALUE, MAX_WATTS);
    }

    void millijoules(Sensor sensor, double millijoules) {
        add(sensor, millijoules / 1e3, 0, MAX_JOULES);
    }

    void megahertz(Sensor sensor, double megahertz) {
        add(sensor, megahertz * 1e6, 1, MAX_HERTZ);
    }

    void nanos(Sensor sensor, double nanos) {
        add(sensor, nanos / 1e9, 0, MAX_SECONDS);
    }

    void bytes(Sensor sensor, double bytes) {
        add(sensor, bytes, 0, MAX_BYTES);
    }

    void count(Sensor sensor, double count) {
        add(sensor, count, 0, MAX_COUNT);
    }

    /** Adds what was read before and still holds. */
    void addAll(List<SensorReading> before) {
        readings.addAll(before);
    }

    List<SensorReading> readings() {
        return readings;
    }
}

package org.thermograd.adapter.linux;

import java.util.OptionalLong;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * A file with one number that is the value of one sensor.
 *
 * @param file the file
 * @param sensor the sensor; it fixes the unit of what is added
 * @param perUnit how many of the file's units are one of the sensor's
 */
record Gauge(KernelFile file, Sensor sensor, double perUnit) implements AutoCloseable {
    /** Adds what the file holds now, if it can be read and a machine could have it, and returns whether it was. */
    boolean addTo(ReadingsBuilder readings, Contents contents) {
        OptionalLong value = file.value(contents);
        int before = readings.size();
        value.ifPresent(number -> readings.add(sensor, number / perUnit));
        return readings.size() > before;
    }

    @Override
    public void close() {
        file.close();
    }
}

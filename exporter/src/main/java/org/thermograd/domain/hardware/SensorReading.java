package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.thermograd.domain.Require;

/**
 * One value read from one sensor.
 *
 * @param sensor what was read; it fixes the unit of {@code value}
 * @param value finite, in the sensor's unit; of a counter not negative
 * @param readAt when it was read, not when it is exposed
 */
public record SensorReading(Sensor sensor, double value, Instant readAt) {
    /**
     * Makes a reading.
     *
     * @throws IllegalArgumentException if {@code value} is not finite, or negative for a counter
     */
    public SensorReading {
        requireNonNull(sensor, "sensor");
        requireNonNull(readAt, "readAt");
        Require.finite("value", value);
        if (value < 0 && sensor.quantity().isCounter()) {
            throw new IllegalArgumentException(
                    "value must not be negative for " + sensor.quantity() + ", got " + value);
        }
    }
}

package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One thing that can be read: a quantity, of one device or of the host, at one place.
 *
 * @param quantity what it measures; it fixes the unit
 * @param device whose it is; empty for a quantity of the host
 * @param parts one value for each of {@link Quantity#partNames()}, none blank
 */
public record Sensor(Quantity quantity, Optional<Device> device, List<String> parts) {
    /**
     * Makes a sensor.
     *
     * @throws IllegalArgumentException if the device is not of the quantity's subject, or the parts are not as many as it
     *     names, or blank
     */
    public Sensor {
        requireNonNull(quantity, "quantity");
        requireNonNull(device, "device");
        parts = List.copyOf(parts);
        Subject subject = device.map(Device::subject).orElse(Subject.HOST);
        if (subject != quantity.subject()) {
            throw new IllegalArgumentException(
                    "device must be of " + quantity.subject() + " for " + quantity + ", got " + subject);
        }
        if (parts.size() != quantity.partNames().size() || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "parts must be " + quantity.partNames() + " for " + quantity + ", got " + parts);
        }
    }

    /** Returns the sensor of a device. */
    public static Sensor of(Device device, Quantity quantity, String... parts) {
        return new Sensor(quantity, Optional.of(device), List.of(parts));
    }

    /** Returns the sensor of the host. */
    public static Sensor ofHost(Quantity quantity, String... parts) {
        return new Sensor(quantity, Optional.empty(), List.of(parts));
    }
}

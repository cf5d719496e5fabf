package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * A device and what is known about it.
 *
 * @param device which one
 * @param properties only what is known; no value is blank
 */
public record DeviceDescription(Device device, Map<DeviceProperty, String> properties) {
    /**
     * Makes a description.
     *
     * @throws IllegalArgumentException if a property is blank
     */
    public DeviceDescription {
        requireNonNull(device, "device");
        properties = Map.copyOf(properties);
        properties.forEach((property, value) -> {
            if (value.isBlank()) {
                throw new IllegalArgumentException("properties must not be blank, got " + property + " of " + device);
            }
        });
    }

    /** Returns one property, or nothing where it is not known. */
    public Optional<String> property(DeviceProperty property) {
        return Optional.ofNullable(properties.get(property));
    }
}

package org.thermograd.adapter.oshi;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.DeviceProperty;
import oshi.util.Constants;

/** What OSHI says about a device, without its word for "unknown". */
final class Descriptions {
    private Descriptions() {}

    static void put(Map<DeviceProperty, String> properties, DeviceProperty property, @Nullable String value) {
        if (value != null && !value.isBlank() && !value.equalsIgnoreCase(Constants.UNKNOWN)) {
            properties.put(property, value.strip());
        }
    }
}

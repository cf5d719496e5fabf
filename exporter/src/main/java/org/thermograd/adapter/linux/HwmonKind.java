package org.thermograd.adapter.linux;

import java.util.List;
import java.util.regex.Pattern;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;

/** What the sensors of hwmon measure, and in which unit their files tell it. */
enum HwmonKind {
    TEMPERATURE("temp", Quantity.SENSOR_TEMPERATURE_CELSIUS, 1e3),
    VOLTAGE("in", Quantity.SENSOR_VOLTAGE_VOLTS, 1e3),
    CURRENT("curr", Quantity.SENSOR_CURRENT_AMPERES, 1e3),
    POWER("power", Quantity.SENSOR_POWER_WATTS, 1e6),
    FAN("fan", Quantity.FAN_SPEED_RPM, 1);

    private final Quantity quantity;
    private final double perUnit;

    @SuppressWarnings("ImmutableEnumChecker") // a pattern does not change
    private final Pattern file;

    HwmonKind(String prefix, Quantity quantity, double perUnit) {
        this.quantity = quantity;
        this.perUnit = perUnit;
        // Some chips tell power as a mean only.
        this.file = Pattern.compile("(" + prefix + "\\d+)_" + (prefix.equals("power") ? "(input|average)" : "input"));
    }

    /** Returns which files hold values; the first group is the name of the sensor. */
    Pattern file() {
        return file;
    }

    /** Returns how many units of the file are one of the quantity. */
    double perUnit() {
        return perUnit;
    }

    /** Returns the sensor with a label of a chip. A fan has the chip before its label. */
    Sensor sensor(String chip, String label) {
        List<String> parts = this == FAN ? List.of(chip + "/" + label) : List.of(chip, label);
        return Sensor.ofHost(quantity, parts.toArray(String[]::new));
    }
}

package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;

/**
 * A part of the machine whose temperature the kernel watches itself.
 *
 * @param folder where its files are
 * @param type what it is, such as {@code x86_pkg_temp} or {@code cpu-thermal}
 * @param label its type, with its number where there are several of that type
 */
record ThermalZone(Path folder, String type, String label) {
    private static final Pattern FOLDER = Pattern.compile("thermal_zone\\d+");
    private static final Pattern OF_PROCESSORS = Pattern.compile("x86_pkg_temp|(cpu|soc)([-_].*)?[-_]?thermal.*");
    private static final Pattern HWMON = Pattern.compile("hwmon\\d+");
    private static final Pattern TRIP_POINT = Pattern.compile("trip_point_\\d+_type");

    /** Finds all zones. */
    static List<ThermalZone> find(Path sysfs) {
        List<ThermalZone> found = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Path folder : Folders.list(sysfs.resolve("class/thermal"), FOLDER)) {
            Folders.text(folder.resolve("type")).ifPresent(type -> {
                counts.merge(type, 1, Integer::sum);
                found.add(new ThermalZone(folder, type, type));
            });
        }
        return found.stream()
                .map(zone -> counts.getOrDefault(zone.type, 0) == 1
                        ? zone
                        : new ThermalZone(zone.folder, zone.type, zone.type + " " + zone.number()))
                .toList();
    }

    private String number() {
        return Folders.name(folder).substring("thermal_zone".length());
    }

    /** Returns whether it is of the processors. */
    boolean isOfProcessors() {
        return OF_PROCESSORS.matcher(type).matches();
    }

    /** Returns whether hwmon shows it too. */
    boolean isInHwmon() {
        return !Folders.list(folder, HWMON).isEmpty();
    }

    /** Returns its temperature as one of the machine. */
    Gauge temperature() {
        return temperature(Sensor.ofHost(Quantity.SENSOR_TEMPERATURE_CELSIUS, "thermal_zone", label));
    }

    /** Returns its temperature as that of some sensor. */
    Gauge temperature(Sensor sensor) {
        return Gauge.ofTemperature(folder.resolve("temp"), sensor);
    }

    /** Returns the lowest temperature at which the kernel does something: {@code passive} is throttling. */
    OptionalDouble lowestTripCelsius(String what) {
        return Folders.list(folder, TRIP_POINT).stream()
                .filter(file -> Folders.text(file).filter(what::equals).isPresent())
                .map(file -> Folders.number(folder.resolve(Folders.name(file).replace("_type", "_temp"))))
                .map(Gauge::celsiusLimit)
                .flatMapToDouble(OptionalDouble::stream)
                .min();
    }
}

package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;

/**
 * The temperatures of the processors, one of each: that of the package (Intel), {@code Tdie} or else {@code Tctl} (AMD),
 * those of all cores where the chip tells no such, or without a known chip those of the thermal zones of the processors.
 *
 * @param temperatures their files
 * @param limits what happens at which temperature, the lowest over all processors
 */
record CpuSensors(List<Gauge> temperatures, Map<Sensor, Double> limits) {
    /** None. */
    static final CpuSensors NONE = new CpuSensors(List.of(), Map.of());

    private static final Pattern CHIP = Pattern.compile("coretemp|k8temp|k10temp|zenpower");
    private static final Pattern TEMPERATURE = Pattern.compile("temp\\d+_input");

    /** What speaks for a processor, best first. */
    private static final List<Pattern> WHOLE = List.of(
            Pattern.compile("Package id \\d+"),
            Pattern.compile("Tdie"),
            Pattern.compile("Tctl"),
            Pattern.compile(".*"));

    CpuSensors {
        temperatures = List.copyOf(temperatures);
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    }

    /** A sensor of a processor before it has a name that is its own. */
    private record Found(HwmonChip chip, String name, String label) {}

    /** Finds them. */
    static CpuSensors find(Path sysfs) {
        List<Found> found = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (HwmonChip chip : HwmonChip.find(sysfs)) {
            if (CHIP.matcher(chip.name()).matches()) {
                found.addAll(whole(chip));
            }
        }
        found.forEach(one -> counts.merge(one.label(), 1, Integer::sum));
        List<Gauge> temperatures = new ArrayList<>();
        Map<Sensor, Double> limits = new LinkedHashMap<>();
        for (Found one : found) {
            boolean alone = counts.getOrDefault(one.label(), 0) == 1;
            String label = alone ? one.label() : one.label() + " " + one.chip().label();
            Path folder = one.chip().folder();
            temperatures.add(Gauge.ofTemperature(folder.resolve(one.name() + "_input"), sensor(label)));
            // An Intel processor slows down at "crit"; its "max" is where fans should run at full speed.
            limit(limits, "max_operating", celsius(folder.resolve(one.name() + "_max")));
            limit(limits, "slowdown", celsius(folder.resolve(one.name() + "_crit")));
            limit(limits, "shutdown", celsius(folder.resolve(one.name() + "_emergency")));
        }
        return temperatures.isEmpty() ? ofZones(sysfs) : new CpuSensors(temperatures, limits);
    }

    private static List<Found> whole(HwmonChip chip) {
        List<Found> all = Folders.list(chip.folder(), TEMPERATURE).stream()
                .map(file -> Folders.name(file).replace("_input", ""))
                .map(name -> new Found(chip, name, chip.sensorLabel(name)))
                .toList();
        return WHOLE.stream()
                .map(pattern -> all.stream()
                        .filter(one -> pattern.matcher(one.label()).matches())
                        .toList())
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static CpuSensors ofZones(Path sysfs) {
        List<Gauge> temperatures = new ArrayList<>();
        Map<Sensor, Double> limits = new LinkedHashMap<>();
        for (ThermalZone zone : ThermalZone.find(sysfs)) {
            if (zone.isOfProcessors()) {
                temperatures.add(zone.temperature(sensor(zone.label())));
                limit(limits, "slowdown", zone.lowestTripCelsius("passive"));
                limit(limits, "shutdown", zone.lowestTripCelsius("critical"));
            }
        }
        return new CpuSensors(temperatures, limits);
    }

    private static Sensor sensor(String label) {
        return Sensor.of(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, label);
    }

    private static OptionalDouble celsius(Path file) {
        return Gauge.celsiusLimit(Folders.number(file));
    }

    private static void limit(Map<Sensor, Double> limits, String limit, OptionalDouble celsius) {
        celsius.ifPresent(value ->
                limits.merge(Sensor.of(Device.CPU, Quantity.CPU_TEMPERATURE_LIMIT_CELSIUS, limit), value, Math::min));
    }
}

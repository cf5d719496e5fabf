package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that was known about the hardware at one moment. Immutable.
 *
 * <p>Where several probes read the same sensor, or describe the same device, the first one counts. Where two mean different
 * accelerators by the same name, the name is that of the first, and what the other reads of its own is left out.
 */
public final class HardwareSnapshot {
    private final Instant takenAt;
    private final List<DeviceDescription> devices;
    private final Map<Quantity, Map<Sensor, SensorReading>> readings = new EnumMap<>(Quantity.class);
    private final List<ProbeOutcome> probes;

    /**
     * Puts together what the probes gave.
     *
     * @param takenAt the moment of the sample
     * @param given what each probe gave, those that count most first
     * @param probes how the last read of each probe went
     */
    public HardwareSnapshot(Instant takenAt, Collection<ProbeReadings> given, Collection<ProbeOutcome> probes) {
        this.takenAt = requireNonNull(takenAt, "takenAt");
        this.probes = List.copyOf(probes);
        Map<String, DeviceDescription> byName = new LinkedHashMap<>();
        for (ProbeReadings one : given) {
            one.devices().forEach(device -> byName.putIfAbsent(device.device().name(), device));
            one.readings().stream()
                    .filter(reading -> isOf(byName, reading.sensor()))
                    .forEach(this::add);
        }
        this.devices = List.copyOf(byName.values());
    }

    /** Tells whether a sensor is of the device that has its name, or of one that nobody described. */
    private static boolean isOf(Map<String, DeviceDescription> byName, Sensor sensor) {
        return sensor.device()
                .map(device -> Optional.ofNullable(byName.get(device.name()))
                        .map(known -> known.device().equals(device))
                        .orElse(true))
                .orElse(true);
    }

    private void add(SensorReading reading) {
        readings.computeIfAbsent(reading.sensor().quantity(), quantity -> new LinkedHashMap<>())
                .putIfAbsent(reading.sensor(), reading);
    }

    /** Returns the moment of the sample. */
    public Instant takenAt() {
        return takenAt;
    }

    /** Returns the devices that a probe described, each name once. */
    public List<DeviceDescription> devices() {
        return devices;
    }

    /** Returns how the last read of each probe went; a probe that was not read yet is not there. */
    public List<ProbeOutcome> probes() {
        return probes;
    }

    /** Returns every reading of a quantity, each sensor once, in the order in which they were read. */
    public List<SensorReading> readings(Quantity quantity) {
        return List.copyOf(readings.getOrDefault(quantity, Map.of()).values());
    }

    /** Returns the readings of a quantity that are of one device. */
    public List<SensorReading> readings(Quantity quantity, Device device) {
        return readings(quantity).stream()
                .filter(reading ->
                        reading.sensor().device().filter(device::equals).isPresent())
                .toList();
    }

    /** Returns what a sensor gave, or nothing. */
    public OptionalDouble value(Sensor sensor) {
        SensorReading reading =
                readings.getOrDefault(sensor.quantity(), Map.of()).get(sensor);
        return reading == null ? OptionalDouble.empty() : OptionalDouble.of(reading.value());
    }
}

package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one device did at the moment of a snapshot, in the few numbers that an efficiency index needs. Each is there only
 * where it was read. Immutable.
 */
public final class DeviceState {
    private final HardwareSnapshot snapshot;
    private final Device device;
    private final boolean cpu;

    /**
     * Looks at one device of a snapshot.
     *
     * @param snapshot the snapshot
     * @param device the device; one that was not read has no state
     */
    public DeviceState(HardwareSnapshot snapshot, Device device) {
        this.snapshot = snapshot;
        this.device = requireNonNull(device, "device");
        this.cpu = device.subject() == Subject.CPU;
    }

    /** Returns the share of the time in which it was busy, 0 to 1. */
    public OptionalDouble utilizationRatio() {
        return only(cpu ? Quantity.CPU_UTILIZATION_RATIO : Quantity.GPU_UTILIZATION_RATIO);
    }

    /** Returns the temperature of the chip: that of the sensor {@code core}, else the highest. */
    public OptionalDouble temperatureCelsius() {
        Quantity quantity = cpu ? Quantity.CPU_TEMPERATURE_CELSIUS : Quantity.GPU_TEMPERATURE_CELSIUS;
        OptionalDouble core = part(quantity, "core");
        return core.isPresent()
                ? core
                : snapshot.readings(quantity, device).stream()
                        .mapToDouble(SensorReading::value)
                        .max();
    }

    /** Returns the power of the device: of processors the sum over the zones {@code package...}. */
    public OptionalDouble powerWatts() {
        return cpu ? packages(Quantity.CPU_POWER_WATTS) : only(Quantity.GPU_POWER_WATTS);
    }

    private OptionalDouble packages(Quantity quantity) {
        List<SensorReading> packages = snapshot.readings(quantity, device).stream()
                .filter(reading -> reading.sensor().parts().get(0).startsWith("package"))
                .toList();
        return packages.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        packages.stream().mapToDouble(SensorReading::value).sum());
    }

    /**
     * The clock of a device.
     *
     * @param hertz how fast it runs now; of processors the mean
     * @param highestHertz the highest that its driver knows of the same domain
     */
    public record Clock(double hertz, OptionalDouble highestHertz) {}

    /** Returns the clock of the chip: of the domain {@code graphics}, else {@code sm}; of processors the mean of all. */
    public Optional<Clock> clock() {
        if (cpu) {
            OptionalDouble mean = snapshot.readings(Quantity.CPU_FREQUENCY_HERTZ, device).stream()
                    .mapToDouble(SensorReading::value)
                    .average();
            return mean.isPresent()
                    ? Optional.of(new Clock(mean.getAsDouble(), OptionalDouble.empty()))
                    : Optional.empty();
        }
        for (String domain : List.of("graphics", "sm")) {
            OptionalDouble hertz = part(Quantity.GPU_CLOCK_HERTZ, domain);
            if (hertz.isPresent()) {
                return Optional.of(new Clock(hertz.getAsDouble(), part(Quantity.GPU_CLOCK_MAX_HERTZ, domain)));
            }
        }
        return Optional.empty();
    }

    /** Returns the energy it has used since some time: of processors the sum over the zones {@code package...}. */
    public OptionalDouble energyJoules() {
        return cpu ? packages(Quantity.CPU_ENERGY_JOULES_TOTAL) : only(Quantity.GPU_ENERGY_JOULES_TOTAL);
    }

    /** Returns the power it is made for: the limit {@code default}, else {@code enforced}, else {@code max}. */
    public OptionalDouble ratedPowerWatts() {
        return first(
                cpu ? Quantity.CPU_POWER_LIMIT_WATTS : Quantity.GPU_POWER_LIMIT_WATTS, "default", "enforced", "max");
    }

    /**
     * Returns the temperature at which it holds itself back: the limit {@code slowdown}, else {@code max_operating}, else
     * {@code shutdown}.
     */
    public OptionalDouble temperatureLimitCelsius() {
        return first(
                cpu ? Quantity.CPU_TEMPERATURE_LIMIT_CELSIUS : Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS,
                "slowdown",
                "max_operating",
                "shutdown");
    }

    private OptionalDouble only(Quantity quantity) {
        return snapshot.value(Sensor.of(device, quantity));
    }

    private OptionalDouble part(Quantity quantity, String part) {
        return snapshot.value(Sensor.of(device, quantity, part));
    }

    private OptionalDouble first(Quantity quantity, String... parts) {
        for (String part : parts) {
            OptionalDouble value = part(quantity, part);
            if (value.isPresent()) {
                return value;
            }
        }
        return OptionalDouble.empty();
    }
}

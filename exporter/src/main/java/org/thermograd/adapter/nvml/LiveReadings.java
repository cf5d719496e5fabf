package org.thermograd.adapter.nvml;

import static org.thermograd.domain.hardware.Quantity.GPU_CLOCK_HERTZ;
import static org.thermograd.domain.hardware.Quantity.GPU_ECC_ERRORS_TOTAL;
import static org.thermograd.domain.hardware.Quantity.GPU_ENERGY_JOULES_TOTAL;
import static org.thermograd.domain.hardware.Quantity.GPU_FAN_SPEED_RATIO;
import static org.thermograd.domain.hardware.Quantity.GPU_MEMORY_TOTAL_BYTES;
import static org.thermograd.domain.hardware.Quantity.GPU_MEMORY_USED_BYTES;
import static org.thermograd.domain.hardware.Quantity.GPU_POWER_WATTS;
import static org.thermograd.domain.hardware.Quantity.GPU_TEMPERATURE_CELSIUS;
import static org.thermograd.domain.hardware.Quantity.GPU_THERMAL_MARGIN_CELSIUS;
import static org.thermograd.domain.hardware.Quantity.GPU_THROTTLE_ACTIVE;
import static org.thermograd.domain.hardware.Quantity.GPU_UTILIZATION_RATIO;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.thermograd.adapter.nvml.GpuCalls.MemoryBytes;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;

/** What changes from sample to sample of one accelerator. Its sensors are made once. Confined to one thread. */
final class LiveReadings {
    private final Device device;
    private final GpuCalls calls;
    private final FieldValues fields;
    private final HeldBackTime heldBack;
    private final Sensor utilization;
    private final Sensor memoryTotal;
    private final Sensor memoryUsed;
    private final Sensor core;
    private final Sensor memoryTemperature;
    private final Sensor power;
    private final Sensor energy;
    private final Sensor corrected;
    private final Sensor uncorrected;
    private final Map<ClockDomain, Sensor> clocks;
    private final Map<ThrottleReason, Sensor> reasons;
    private final Map<ThermalLimit, Sensor> margins;

    LiveReadings(Device device, GpuCalls calls, String driverVersion) {
        this.device = device;
        this.calls = calls;
        this.heldBack =
                new HeldBackTime(device, calls, driverVersion, FieldValues.MEMORY_TEMPERATURE, FieldValues.ENERGY);
        this.fields = heldBack.fields();
        this.utilization = sensor(GPU_UTILIZATION_RATIO);
        this.memoryTotal = sensor(GPU_MEMORY_TOTAL_BYTES);
        this.memoryUsed = sensor(GPU_MEMORY_USED_BYTES);
        this.core = sensor(GPU_TEMPERATURE_CELSIUS, "core");
        this.memoryTemperature = sensor(GPU_TEMPERATURE_CELSIUS, "memory");
        this.power = sensor(GPU_POWER_WATTS);
        this.energy = sensor(GPU_ENERGY_JOULES_TOTAL);
        this.corrected = sensor(GPU_ECC_ERRORS_TOTAL, "corrected");
        this.uncorrected = sensor(GPU_ECC_ERRORS_TOTAL, "uncorrected");
        this.clocks = sensors(ClockDomain.class, GPU_CLOCK_HERTZ, ClockDomain::id);
        this.reasons = sensors(ThrottleReason.class, GPU_THROTTLE_ACTIVE, ThrottleReason::id);
        this.margins = sensors(ThermalLimit.class, GPU_THERMAL_MARGIN_CELSIUS, ThermalLimit::id);
    }

    private Sensor sensor(Quantity quantity, String... parts) {
        return Sensor.of(device, quantity, parts);
    }

    private <E extends Enum<E>> Map<E, Sensor> sensors(Class<E> kinds, Quantity quantity, Function<E, String> part) {
        Map<E, Sensor> sensors = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            sensors.put(kind, sensor(quantity, part.apply(kind)));
        }
        return sensors;
    }

    /**
     * Reads all.
     *
     * @param slow what was read before, up to date
     * @throws LostException if accelerator or driver no longer answer
     */
    void read(Readout to, SlowReadings slow) throws LostException {
        to.percent(utilization, calls.utilizationPercent());
        addMemory(to);
        to.celsius(core, calls.celsius());
        to.milliwatts(power, calls.powerMilliwatts());
        fields.read();
        to.celsius(memoryTemperature, fields.value(FieldValues.MEMORY_TEMPERATURE));
        to.millijoules(
                energy,
                fields.refused(FieldValues.ENERGY) ? calls.energyMillijoules() : fields.value(FieldValues.ENERGY));
        for (Map.Entry<ClockDomain, Sensor> clock : clocks.entrySet()) {
            to.megahertz(clock.getValue(), calls.clockMegahertz(clock.getKey()));
        }
        addReasons(to, slow);
        heldBack.addTo(to);
        addMargins(to, slow);
        for (int fan = 0; fan < slow.fans(); fan++) {
            to.percent(sensor(GPU_FAN_SPEED_RATIO, String.valueOf(fan)), calls.fanPercent(fan));
        }
        to.count(corrected, calls.eccErrors(0));
        to.count(uncorrected, calls.eccErrors(1));
    }

    private void addMemory(Readout to) throws LostException {
        Optional<MemoryBytes> memory = calls.memory();
        if (memory.isPresent() && memory.get().total() > 0) {
            to.bytes(memoryTotal, memory.get().total());
            if (memory.get().used() <= memory.get().total()) {
                to.bytes(memoryUsed, memory.get().used());
            }
        }
    }

    private void addReasons(Readout to, SlowReadings slow) throws LostException {
        OptionalLong mask = calls.reasons();
        if (mask.isPresent()) {
            reasons.forEach((reason, sensor) -> {
                boolean given = reason.isIn(mask.getAsLong());
                if (given || slow.supports(reason)) {
                    to.flag(sensor, given);
                }
            });
        }
    }

    private void addMargins(Readout to, SlowReadings slow) throws LostException {
        double toSlowdown = calls.marginCelsius();
        margins.forEach((limit, sensor) -> to.celsius(sensor, toSlowdown - slow.tlimit(limit)));
    }
}

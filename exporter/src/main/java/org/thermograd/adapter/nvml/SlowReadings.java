package org.thermograd.adapter.nvml;

import static org.thermograd.domain.hardware.Quantity.GPU_CLOCK_MAX_HERTZ;
import static org.thermograd.domain.hardware.Quantity.GPU_MIG_DEVICE;
import static org.thermograd.domain.hardware.Quantity.GPU_POWER_LIMIT_WATTS;
import static org.thermograd.domain.hardware.Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/**
 * What seldom changes of one accelerator, and is read each minute only: limits, highest clocks, fans, reasons that it can give,
 * MIG devices. Confined to one thread.
 */
final class SlowReadings {
    private static final long READ_EVERY_MILLIS = 60_000;
    private static final int MEMORY_THRESHOLD = 2;
    private static final int MOST_FANS = 16;

    private final Device device;
    private final GpuCalls calls;
    private final FieldValues tlimits;
    /** Degrees of limits that only T.Limit tells: found once, since the temperature is told in whole degrees. */
    private final Map<ThermalLimit, Double> fromMargin = new EnumMap<>(ThermalLimit.class);

    private List<SensorReading> readings = List.of();
    private long dueMillis = Long.MIN_VALUE;
    private long reasonsMask = -1;
    private int fans;

    SlowReadings(Device device, GpuCalls calls) {
        this.device = device;
        this.calls = calls;
        this.tlimits = calls.fields(ThermalLimit.fields());
    }

    /** Reads if a minute is over. */
    void readIfDue(Instant now) throws LostException {
        long millis = now.toEpochMilli();
        if (millis < dueMillis && dueMillis - millis <= READ_EVERY_MILLIS) {
            return;
        }
        Readout readout = new Readout(now);
        addPower(readout);
        addTemperatures(readout);
        for (ClockDomain domain : ClockDomain.values()) {
            readout.megahertz(sensor(GPU_CLOCK_MAX_HERTZ, domain.id()), calls.maxClockMegahertz(domain));
        }
        addMigDevices(readout);
        reasonsMask = calls.supportedReasons().orElse(-1);
        fans = countFans();
        readings = List.copyOf(readout.readings());
        dueMillis = millis + READ_EVERY_MILLIS;
    }

    private Sensor sensor(Quantity quantity, String... parts) {
        return Sensor.of(device, quantity, parts);
    }

    private void addPower(Readout readout) throws LostException {
        readout.milliwatts(sensor(GPU_POWER_LIMIT_WATTS, "enforced"), calls.enforcedMilliwatts());
        readout.milliwatts(sensor(GPU_POWER_LIMIT_WATTS, "default"), calls.defaultMilliwatts());
        double[] limits = calls.limitMilliwatts();
        readout.milliwatts(sensor(GPU_POWER_LIMIT_WATTS, "min"), limits[0]);
        readout.milliwatts(sensor(GPU_POWER_LIMIT_WATTS, "max"), limits[1]);
    }

    private void addTemperatures(Readout readout) throws LostException {
        tlimits.read();
        double toSlowdown = calls.marginCelsius();
        double celsius = calls.celsius();
        for (ThermalLimit limit : ThermalLimit.values()) {
            double threshold = calls.thresholdCelsius(limit.threshold());
            double offset = tlimits.value(limit.field());
            if (!(threshold > 0) && celsius > 0 && !Double.isNaN(toSlowdown - offset)) {
                fromMargin.putIfAbsent(limit, celsius + toSlowdown - offset);
            }
            readout.celsius(
                    sensor(GPU_TEMPERATURE_LIMIT_CELSIUS, limit.id()),
                    threshold > 0 ? threshold : fromMargin.getOrDefault(limit, Double.NaN));
        }
        readout.celsius(sensor(GPU_TEMPERATURE_LIMIT_CELSIUS, "memory"), calls.thresholdCelsius(MEMORY_THRESHOLD));
    }

    private void addMigDevices(Readout readout) throws LostException {
        int most = calls.maxMigDevices();
        for (int i = 0; i < most; i++) {
            Optional<GpuCalls> mig = calls.migDevice(i);
            if (mig.isPresent()) {
                Optional<String> uuid = mig.get().uuid();
                Optional<String> name = mig.get().name();
                if (uuid.isPresent() && name.isPresent()) {
                    readout.flag(sensor(GPU_MIG_DEVICE, String.valueOf(i), uuid.get(), name.get()), true);
                }
            }
        }
    }

    /** Returns how many fans there are; a driver that cannot count them may know one. */
    private int countFans() throws LostException {
        double count = calls.fans();
        if (Double.isNaN(count)) {
            return Double.isNaN(calls.fanPercent(0)) ? 0 : 1;
        }
        return (int) Math.min(count, MOST_FANS);
    }

    /** Returns what was read last. */
    List<SensorReading> readings() {
        return readings;
    }

    /** Returns how many fans there are. */
    int fans() {
        return fans;
    }

    /** Returns whether the accelerator can give a reason; where the driver does not say, it can. */
    boolean supports(ThrottleReason reason) {
        return reason.isIn(reasonsMask);
    }

    /** Returns the T.Limit at which something happens, {@code NaN} where the driver tells none. */
    double tlimit(ThermalLimit limit) {
        return tlimits.value(limit.field());
    }
}

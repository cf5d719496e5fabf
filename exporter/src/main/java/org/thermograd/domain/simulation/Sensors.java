package org.thermograd.domain.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** What the sensors of a simulated host show, with their noise and their whole degrees. Confined to one thread. */
final class Sensors {
    private static final double PERCENT = 100;
    private static final Sensor CPU_UTILIZATION = Sensor.of(Device.CPU, Quantity.CPU_UTILIZATION_RATIO);
    private static final Sensor CPU_TEMPERATURE = Sensor.of(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, "cpu");
    private static final Sensor CPU_SLOWDOWN =
            Sensor.of(Device.CPU, Quantity.CPU_TEMPERATURE_LIMIT_CELSIUS, "slowdown");
    private static final Sensor CPU_POWER = Sensor.of(Device.CPU, Quantity.CPU_POWER_WATTS, "package-0");
    private static final Sensor CPU_RATED_POWER = Sensor.of(Device.CPU, Quantity.CPU_POWER_LIMIT_WATTS, "default");
    private static final Sensor CPU_ENERGY = Sensor.of(Device.CPU, Quantity.CPU_ENERGY_JOULES_TOTAL, "package-0");
    private static final Sensor CPU_THROTTLES = Sensor.of(Device.CPU, Quantity.CPU_THROTTLES_TOTAL, "package");

    private final SimulatedHost host;
    private final SimulationParameters parameters;
    private final RandomStream noise;
    private final List<GpuSensors> gpus = new ArrayList<>();
    private final List<DeviceDescription> devices = new ArrayList<>();

    Sensors(SimulatedHost host, SimulationParameters parameters, RandomStream noise) {
        this.host = host;
        this.parameters = parameters;
        this.noise = noise;
        for (int gpu = 0; gpu < host.gpus().size(); gpu++) {
            Device device = Device.gpu(gpu, uuid(gpu));
            gpus.add(new GpuSensors(device));
            devices.add(describe(device, "simulated accelerator"));
        }
        devices.add(describe(Device.CPU, "simulated processor"));
    }

    private static DeviceDescription describe(Device device, String name) {
        return new DeviceDescription(device, Map.of(DeviceProperty.NAME, name, DeviceProperty.VENDOR, "Thermograd"));
    }

    /** Returns the UUID of an accelerator, which nobody takes for a real one. */
    static String uuid(int gpu) {
        return "GPU-SIMULATED-" + gpu;
    }

    /** The sensors of an accelerator. */
    private static final class GpuSensors {
        private final Sensor utilization;
        private final Sensor temperature;
        private final Sensor maxOperating;
        private final Sensor slowdown;
        private final Sensor power;
        private final Sensor ratedPower;
        private final Sensor powerLimit;
        private final Sensor energy;
        private final Sensor clock;
        private final Sensor maxClock;
        private final Map<ThrottleReason, Sensor> active = new EnumMap<>(ThrottleReason.class);
        private final Map<ThrottleReason, Sensor> seconds = new EnumMap<>(ThrottleReason.class);

        GpuSensors(Device device) {
            utilization = Sensor.of(device, Quantity.GPU_UTILIZATION_RATIO);
            temperature = Sensor.of(device, Quantity.GPU_TEMPERATURE_CELSIUS, "core");
            maxOperating = Sensor.of(device, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS, "max_operating");
            slowdown = Sensor.of(device, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS, "slowdown");
            power = Sensor.of(device, Quantity.GPU_POWER_WATTS);
            ratedPower = Sensor.of(device, Quantity.GPU_POWER_LIMIT_WATTS, "default");
            powerLimit = Sensor.of(device, Quantity.GPU_POWER_LIMIT_WATTS, "enforced");
            energy = Sensor.of(device, Quantity.GPU_ENERGY_JOULES_TOTAL);
            clock = Sensor.of(device, Quantity.GPU_CLOCK_HERTZ, "graphics");
            maxClock = Sensor.of(device, Quantity.GPU_CLOCK_MAX_HERTZ, "graphics");
            for (ThrottleReason reason : ThrottleReason.values()) {
                active.put(reason, Sensor.of(device, Quantity.GPU_THROTTLE_ACTIVE, reason.id()));
                seconds.put(reason, Sensor.of(device, Quantity.GPU_THROTTLE_SECONDS_TOTAL, reason.id()));
            }
        }
    }

    /** Reads everything at a time of the host, the last one it went to or a bit later. */
    ProbeReadings read(double seconds, Instant now) {
        Readings readings = new Readings(now, new ArrayList<>());
        for (int gpu = 0; gpu < gpus.size(); gpu++) {
            readGpu(gpus.get(gpu), host.gpus().get(gpu), seconds, readings);
        }
        readCpu(seconds, readings);
        return new ProbeReadings(devices, readings.all);
    }

    /** Readings of one moment. */
    private record Readings(Instant now, List<SensorReading> all) {
        void add(Sensor sensor, double value) {
            all.add(new SensorReading(sensor, value, now));
        }
    }

    private void readGpu(GpuSensors sensors, SimulatedDevice device, double seconds, Readings readings) {
        DeviceModel model = device.model();
        readings.add(sensors.utilization, utilization(device));
        readings.add(sensors.temperature, celsius(device, seconds));
        readings.add(sensors.maxOperating, model.limits().limitCelsius());
        readings.add(sensors.slowdown, model.limits().hardwareCelsius());
        readings.add(sensors.power, watts(device));
        readings.add(sensors.ratedPower, model.power().fullWatts());
        readings.add(sensors.powerLimit, model.power().limitWatts());
        readings.add(sensors.energy, device.heat().joulesAt(seconds));
        readings.add(sensors.clock, device.governor().clockHertz());
        readings.add(sensors.maxClock, model.clocks().maxHertz());
        sensors.active.forEach(
                (reason, sensor) -> readings.add(sensor, device.governor().holds(reason) ? 1 : 0));
        sensors.seconds.forEach((reason, sensor) -> readings.add(sensor, device.throttledSecondsAt(seconds, reason)));
    }

    private void readCpu(double seconds, Readings readings) {
        SimulatedDevice cpu = host.cpu();
        readings.add(CPU_UTILIZATION, utilization(cpu));
        readings.add(CPU_TEMPERATURE, celsius(cpu, seconds));
        readings.add(CPU_SLOWDOWN, cpu.model().limits().hardwareCelsius());
        readings.add(CPU_POWER, watts(cpu));
        readings.add(CPU_RATED_POWER, cpu.model().power().fullWatts());
        readings.add(CPU_ENERGY, cpu.heat().joulesAt(seconds));
        readings.add(CPU_THROTTLES, 0);
    }

    private double utilization(SimulatedDevice device) {
        double value =
                device.utilizationRatio() + parameter(SimulationParameter.UTILIZATION_NOISE_RATIO) * noise.normal();
        return Math.rint(PERCENT * Math.min(Math.max(value, 0), 1)) / PERCENT;
    }

    private double watts(SimulatedDevice device) {
        return Math.max(0, device.heat().watts() + parameter(SimulationParameter.POWER_NOISE_WATTS) * noise.normal());
    }

    private double celsius(SimulatedDevice device, double seconds) {
        double value = device.heat().celsiusAt(seconds)
                + parameter(SimulationParameter.TEMPERATURE_NOISE_CELSIUS) * noise.normal();
        double resolution = parameter(SimulationParameter.TEMPERATURE_RESOLUTION_CELSIUS);
        return resolution == 0 ? value : resolution * Math.rint(value / resolution);
    }

    private double parameter(SimulationParameter parameter) {
        return parameters.get(parameter);
    }
}

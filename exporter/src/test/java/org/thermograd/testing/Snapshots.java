package org.thermograd.testing;

import static org.thermograd.domain.hardware.Quantity.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** Snapshots of hardware that does not exist. */
public final class Snapshots {
    /** When they are taken. */
    public static final Instant TAKEN = Instant.parse("2026-11-22T10:36:00.250Z");

    /** An accelerator with a UUID. */
    public static final Device GPU0 = Device.gpu(0, "GPU-7c0d2f3e-0000-4000-8000-000000000000");

    /** An accelerator of which no driver tells the UUID. */
    public static final Device GPU1 = Device.gpu(1);

    private final List<DeviceDescription> devices = new ArrayList<>();
    private final List<SensorReading> readings = new ArrayList<>();
    private final List<ProbeOutcome> probes = new ArrayList<>();

    /** Starts with nothing. */
    public static Snapshots aSnapshot() {
        return new Snapshots();
    }

    /** Adds a reading of a device. */
    public Snapshots with(Device device, Quantity quantity, double value, String... parts) {
        readings.add(new SensorReading(Sensor.of(device, quantity, parts), value, TAKEN));
        return this;
    }

    /** Adds a reading of the host. */
    public Snapshots withHost(Quantity quantity, double value, String... parts) {
        readings.add(new SensorReading(Sensor.ofHost(quantity, parts), value, TAKEN));
        return this;
    }

    /** Adds a device. */
    public Snapshots withDevice(Device device, Map<DeviceProperty, String> properties) {
        devices.add(new DeviceDescription(device, properties));
        return this;
    }

    /** Adds a probe whose last read succeeded. */
    public Snapshots withProbe(String name, Duration duration) {
        probes.add(new ProbeOutcome(name, TAKEN, duration, Optional.of(TAKEN)));
        return this;
    }

    /** Adds a probe whose last read failed; {@code lastSuccess} may be empty. */
    public Snapshots withFailedProbe(String name, Duration duration, Optional<Instant> lastSuccess) {
        probes.add(new ProbeOutcome(name, TAKEN, duration, lastSuccess));
        return this;
    }

    /** Returns the snapshot. */
    public HardwareSnapshot build() {
        return new HardwareSnapshot(TAKEN, List.of(new ProbeReadings(devices, readings)), probes);
    }

    /** Returns a host with two processors and two accelerators, with a reading of every quantity. */
    public static HardwareSnapshot full() {
        Snapshots all = aSnapshot()
                .withDevice(
                        Device.CPU,
                        Map.of(DeviceProperty.NAME, "Imaginary 9000 \"Quoted\"", DeviceProperty.VENDOR, "Nobody\\Inc"))
                .withDevice(
                        GPU0,
                        Map.of(
                                DeviceProperty.NAME, "Imaginary H200",
                                DeviceProperty.VENDOR, "Nobody",
                                DeviceProperty.DRIVER_VERSION, "590.12",
                                DeviceProperty.PCI_BUS_ID, "00000000:3B:00.0"))
                .withDevice(GPU1, Map.of(DeviceProperty.NAME, "Imaginary Card"))
                .withProbe("fake_cpu", Duration.ofNanos(1_250_000))
                .withFailedProbe("fake_gpu", Duration.ofMillis(3), Optional.of(TAKEN.minusSeconds(60)))
                .withFailedProbe("fake_other", Duration.ofMillis(1), Optional.empty());
        return gpus(host(cpu(all))).build();
    }

    private static Snapshots cpu(Snapshots all) {
        for (String number : List.of("0", "1")) {
            double offset = Double.parseDouble(number);
            all.with(Device.CPU, CPU_SECONDS_TOTAL, 100.5 + offset, number, "user")
                    .with(Device.CPU, CPU_SECONDS_TOTAL, 900.25, number, "idle")
                    .with(Device.CPU, CPU_FREQUENCY_HERTZ, 2.4e9 + offset, number)
                    .with(Device.CPU, CPU_FREQUENCY_LIMIT_HERTZ, 3.5e9, number, "max");
        }
        return all.with(Device.CPU, CPU_UTILIZATION_RATIO, 0.375)
                .with(Device.CPU, CPU_TEMPERATURE_CELSIUS, 61.5, "cpu")
                .with(Device.CPU, CPU_TEMPERATURE_LIMIT_CELSIUS, 95, "slowdown")
                .with(Device.CPU, CPU_POWER_WATTS, 88.125, "package-0")
                .with(Device.CPU, CPU_POWER_LIMIT_WATTS, 125, "default")
                .with(Device.CPU, CPU_ENERGY_JOULES_TOTAL, 123456.5, "package-0")
                .with(Device.CPU, CPU_THROTTLES_TOTAL, 7, "package");
    }

    private static Snapshots host(Snapshots all) {
        return all.withHost(FAN_SPEED_RPM, 1200, "0")
                .withHost(SENSOR_TEMPERATURE_CELSIUS, 38.85, "nvme0", "Composite")
                .withHost(SENSOR_VOLTAGE_VOLTS, 11.75, "BAT0", "in0")
                .withHost(SENSOR_CURRENT_AMPERES, 0.5, "BAT0", "curr1")
                .withHost(SENSOR_POWER_WATTS, 5.875, "BAT0", "power1")
                .withHost(PRESSURE_STALLED_SECONDS_TOTAL, 1.25, "io", "some")
                .withHost(MEMORY_TOTAL_BYTES, 64e9)
                .withHost(MEMORY_AVAILABLE_BYTES, 40e9)
                .withHost(SWAP_USED_BYTES, 0)
                .withHost(DISK_READ_BYTES_TOTAL, 4096, "vda")
                .withHost(DISK_WRITTEN_BYTES_TOTAL, 8192, "vda")
                .withHost(NETWORK_RECEIVE_BYTES_TOTAL, 1e6, "eth0")
                .withHost(NETWORK_TRANSMIT_BYTES_TOTAL, 2e6, "eth0");
    }

    private static Snapshots gpus(Snapshots all) {
        return all.with(GPU0, GPU_UP, 1)
                .with(GPU0, GPU_MIG_DEVICE, 1, "0", "MIG-3f2e1d0c-0000-4000-8000-000000000000", "Imaginary MIG 3g.71gb")
                .with(GPU0, GPU_THERMAL_MARGIN_CELSIUS, 16, "slowdown")
                .with(GPU0, GPU_XID_ERRORS_TOTAL, 2, "31")
                .with(GPU0, GPU_ECC_ERRORS_TOTAL, 3, "corrected")
                .with(GPU0, GPU_UTILIZATION_RATIO, 0.97)
                .with(GPU1, GPU_UTILIZATION_RATIO, 0)
                .with(GPU0, GPU_MEMORY_USED_BYTES, 120e9)
                .with(GPU0, GPU_MEMORY_TOTAL_BYTES, 141e9)
                .with(GPU0, GPU_TEMPERATURE_CELSIUS, 71, "core")
                .with(GPU0, GPU_TEMPERATURE_CELSIUS, 83, "memory")
                .with(GPU0, GPU_TEMPERATURE_LIMIT_CELSIUS, 87, "slowdown")
                .with(GPU0, GPU_POWER_WATTS, 655.5)
                .with(GPU0, GPU_POWER_LIMIT_WATTS, 650, "enforced")
                .with(GPU0, GPU_POWER_LIMIT_WATTS, 700, "default")
                .with(GPU0, GPU_ENERGY_JOULES_TOTAL, 1e7)
                .with(GPU0, GPU_CLOCK_HERTZ, 1.755e9, "sm")
                .with(GPU0, GPU_CLOCK_MAX_HERTZ, 1.98e9, "sm")
                .with(GPU0, GPU_FAN_SPEED_RATIO, 0.5, "0")
                .with(GPU0, GPU_THROTTLE_ACTIVE, 1, "sw_thermal")
                .with(GPU0, GPU_THROTTLE_SECONDS_TOTAL, 12.5, "sw_thermal");
    }
}

package org.thermograd.adapter.exposition.collector;

import static org.thermograd.domain.hardware.Quantity.*;
import static org.thermograd.domain.hardware.Quantity.CPU_FREQUENCY_LIMIT_HERTZ;
import static org.thermograd.domain.hardware.Quantity.GPU_ECC_ERRORS_TOTAL;
import static org.thermograd.domain.hardware.Quantity.GPU_MIG_DEVICE;
import static org.thermograd.domain.hardware.Quantity.GPU_THERMAL_MARGIN_CELSIUS;
import static org.thermograd.domain.hardware.Quantity.GPU_UP;
import static org.thermograd.domain.hardware.Quantity.GPU_XID_ERRORS_TOTAL;
import static org.thermograd.domain.hardware.Quantity.PRESSURE_STALLED_SECONDS_TOTAL;
import static org.thermograd.domain.hardware.Quantity.SENSOR_CURRENT_AMPERES;
import static org.thermograd.domain.hardware.Quantity.SENSOR_POWER_WATTS;
import static org.thermograd.domain.hardware.Quantity.SENSOR_TEMPERATURE_CELSIUS;
import static org.thermograd.domain.hardware.Quantity.SENSOR_VOLTAGE_VOLTS;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Subject;

/** Which family a quantity stands under. Labels are those of the device, then the parts of the quantity. */
final class HardwareFamilies {
    private static final String[] DEVICE = {"device", "uuid"};

    /** The families of quantities of the processors; they bear no device. */
    static final Map<Quantity, Family> CPU = cpu();

    /** The families of quantities of the host. */
    static final Map<Quantity, Family> HOST = host();

    /** The families of quantities of accelerators. */
    static final Map<Quantity, Family> GPU = gpu();

    private HardwareFamilies() {}

    private static Map<Quantity, Family> cpu() {
        Map<Quantity, Family> all = new EnumMap<>(Quantity.class);
        put(all, CPU_SECONDS_TOTAL, "thermograd_cpu_seconds_total", "Time a logical processor has spent in a mode.");
        put(
                all,
                CPU_UTILIZATION_RATIO,
                "thermograd_cpu_utilization_ratio",
                "Share of the last sample period in which the processors were busy.");
        put(all, CPU_FREQUENCY_HERTZ, "thermograd_cpu_frequency_hertz", "Clock of a logical processor.");
        put(
                all,
                CPU_FREQUENCY_LIMIT_HERTZ,
                "thermograd_cpu_frequency_limit_hertz",
                "Clock below or above which the kernel does not let a logical processor go.");
        put(all, CPU_TEMPERATURE_CELSIUS, "thermograd_cpu_temperature_celsius", "Temperature of the processors.");
        put(
                all,
                CPU_TEMPERATURE_LIMIT_CELSIUS,
                "thermograd_cpu_temperature_limit_celsius",
                "Temperature at which the processors slow down or stop.");
        put(all, CPU_POWER_WATTS, "thermograd_cpu_power_watts", "Power of a zone of the processors.");
        put(
                all,
                CPU_POWER_LIMIT_WATTS,
                "thermograd_cpu_power_limit_watts",
                "Power limit of all packages of the processors together.");
        put(all, CPU_ENERGY_JOULES_TOTAL, "thermograd_cpu_energy_joules_total", "Energy a zone has used.");
        put(
                all,
                CPU_THROTTLES_TOTAL,
                "thermograd_cpu_throttles_total",
                "How often the processors throttled themselves for their temperature.");
        return Collections.unmodifiableMap(all);
    }

    private static Map<Quantity, Family> host() {
        Map<Quantity, Family> all = new EnumMap<>(Quantity.class);
        put(all, FAN_SPEED_RPM, "thermograd_fan_speed_rpm", "Speed of a fan of the machine.");
        put(
                all,
                SENSOR_TEMPERATURE_CELSIUS,
                "thermograd_sensor_temperature_celsius",
                "Temperature of a sensor of the machine.");
        put(all, SENSOR_VOLTAGE_VOLTS, "thermograd_sensor_voltage_volts", "Voltage of a sensor of the machine.");
        put(all, SENSOR_CURRENT_AMPERES, "thermograd_sensor_current_amperes", "Current of a sensor of the machine.");
        put(all, SENSOR_POWER_WATTS, "thermograd_sensor_power_watts", "Power of a sensor of the machine.");
        put(
                all,
                PRESSURE_STALLED_SECONDS_TOTAL,
                "thermograd_pressure_stalled_seconds_total",
                "Time in which some or all tasks waited for a resource.");
        put(all, MEMORY_TOTAL_BYTES, "thermograd_memory_total_bytes", "Main memory.");
        put(
                all,
                MEMORY_AVAILABLE_BYTES,
                "thermograd_memory_available_bytes",
                "Main memory that a program could get without swapping.");
        put(all, SWAP_USED_BYTES, "thermograd_swap_used_bytes", "Swap in use.");
        put(all, DISK_READ_BYTES_TOTAL, "thermograd_disk_read_bytes_total", "Bytes read from a disk.");
        put(all, DISK_WRITTEN_BYTES_TOTAL, "thermograd_disk_written_bytes_total", "Bytes written to a disk.");
        put(
                all,
                NETWORK_RECEIVE_BYTES_TOTAL,
                "thermograd_network_receive_bytes_total",
                "Bytes a network interface has received.");
        put(
                all,
                NETWORK_TRANSMIT_BYTES_TOTAL,
                "thermograd_network_transmit_bytes_total",
                "Bytes a network interface has sent.");
        return Collections.unmodifiableMap(all);
    }

    private static Map<Quantity, Family> gpu() {
        Map<Quantity, Family> all = new EnumMap<>(Quantity.class);
        put(all, GPU_UP, "thermograd_gpu_up", "1 while the driver answers for the accelerator, 0 while it is lost.");
        put(all, GPU_MIG_DEVICE, "thermograd_gpu_mig_device", "A MIG device of the accelerator; always 1.");
        put(
                all,
                GPU_UTILIZATION_RATIO,
                "thermograd_gpu_utilization_ratio",
                "Share of the driver's sample period in which something ran.");
        put(all, GPU_MEMORY_USED_BYTES, "thermograd_gpu_memory_used_bytes", "Memory of the accelerator in use.");
        put(all, GPU_MEMORY_TOTAL_BYTES, "thermograd_gpu_memory_total_bytes", "Memory of the accelerator.");
        put(all, GPU_TEMPERATURE_CELSIUS, "thermograd_gpu_temperature_celsius", "Temperature of the accelerator.");
        put(
                all,
                GPU_TEMPERATURE_LIMIT_CELSIUS,
                "thermograd_gpu_temperature_limit_celsius",
                "Temperature at which the accelerator slows down or stops.");
        put(
                all,
                GPU_THERMAL_MARGIN_CELSIUS,
                "thermograd_gpu_thermal_margin_celsius",
                "Degrees left until the accelerator slows down or stops; below 0 once it has.");
        put(all, GPU_POWER_WATTS, "thermograd_gpu_power_watts", "Power of the board.");
        put(all, GPU_POWER_LIMIT_WATTS, "thermograd_gpu_power_limit_watts", "Power limit of the board.");
        put(all, GPU_ENERGY_JOULES_TOTAL, "thermograd_gpu_energy_joules_total", "Energy the board has used.");
        put(all, GPU_CLOCK_HERTZ, "thermograd_gpu_clock_hertz", "Clock of a domain of the accelerator.");
        put(all, GPU_CLOCK_MAX_HERTZ, "thermograd_gpu_clock_max_hertz", "Highest clock of the domain.");
        put(
                all,
                GPU_FAN_SPEED_RATIO,
                "thermograd_gpu_fan_speed_ratio",
                "Speed of a fan of the board as a share of its highest.");
        put(
                all,
                GPU_THROTTLE_ACTIVE,
                "thermograd_gpu_throttle_active",
                "1 while the driver holds the clocks back for this reason.");
        put(
                all,
                GPU_THROTTLE_SECONDS_TOTAL,
                "thermograd_gpu_throttle_seconds_total",
                "Time for which the driver has held the clocks back for this reason.");
        put(
                all,
                GPU_XID_ERRORS_TOTAL,
                "thermograd_gpu_xid_errors_total",
                "Errors that the driver reported by this number since the exporter started.");
        put(
                all,
                GPU_ECC_ERRORS_TOTAL,
                "thermograd_gpu_ecc_errors_total",
                "Errors of the memory of the accelerator since the driver was loaded.");
        return Collections.unmodifiableMap(all);
    }

    private static void put(Map<Quantity, Family> all, Quantity quantity, String name, String help) {
        String[] parts = quantity.partNames().toArray(String[]::new);
        String[] labels = parts;
        if (quantity.subject() == Subject.GPU) {
            labels = new String[DEVICE.length + parts.length];
            System.arraycopy(DEVICE, 0, labels, 0, DEVICE.length);
            System.arraycopy(parts, 0, labels, DEVICE.length, parts.length);
        }
        all.put(quantity, quantity.isCounter() ? Family.counter(name, help, labels) : Family.gauge(name, help, labels));
    }
}

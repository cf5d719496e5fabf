package org.thermograd.domain.hardware;

import java.util.List;

/**
 * What a sensor measures, with its unit in the name. Ratios are 0 to 1. A quantity whose name ends in {@code TOTAL} only
 * grows, until its source starts over.
 */
public enum Quantity {
    /** Time each logical processor has spent in each mode. */
    CPU_SECONDS_TOTAL(Subject.CPU, "cpu", "mode"),
    /** Share of the time that the processors were busy since the sample before. */
    CPU_UTILIZATION_RATIO(Subject.CPU),
    /** Clock of each logical processor. */
    CPU_FREQUENCY_HERTZ(Subject.CPU, "cpu"),
    /** Clocks between which the kernel keeps a logical processor: {@code min} and {@code max}. */
    CPU_FREQUENCY_LIMIT_HERTZ(Subject.CPU, "cpu", "limit"),
    /** Temperature of the processors. */
    CPU_TEMPERATURE_CELSIUS(Subject.CPU, "sensor"),
    /** Temperatures at which something happens; {@code slowdown} is where throttling starts. */
    CPU_TEMPERATURE_LIMIT_CELSIUS(Subject.CPU, "limit"),
    /** Power of a zone; the zones {@code package...} do not overlap, others may lie within them. */
    CPU_POWER_WATTS(Subject.CPU, "zone"),
    /** Power limits; {@code default} is the rated power. */
    CPU_POWER_LIMIT_WATTS(Subject.CPU, "limit"),
    /** Energy a zone has used. */
    CPU_ENERGY_JOULES_TOTAL(Subject.CPU, "zone"),
    /** How often the processors throttled themselves; the scope is {@code core} or {@code package}. */
    CPU_THROTTLES_TOTAL(Subject.CPU, "scope"),

    /** Speed of a fan of the machine. */
    FAN_SPEED_RPM(Subject.HOST, "fan"),
    /** Temperature of any sensor of the machine, those of the processors included. */
    SENSOR_TEMPERATURE_CELSIUS(Subject.HOST, "chip", "sensor"),
    /** Voltage of any sensor of the machine. */
    SENSOR_VOLTAGE_VOLTS(Subject.HOST, "chip", "sensor"),
    /** Current of any sensor of the machine. */
    SENSOR_CURRENT_AMPERES(Subject.HOST, "chip", "sensor"),
    /** Power of any sensor of the machine. */
    SENSOR_POWER_WATTS(Subject.HOST, "chip", "sensor"),
    /** Time in which some or all tasks waited for a resource. */
    PRESSURE_STALLED_SECONDS_TOTAL(Subject.HOST, "resource", "kind"),
    /** Main memory that is installed. */
    MEMORY_TOTAL_BYTES(Subject.HOST),
    /** Main memory that a program could still get without swapping. */
    MEMORY_AVAILABLE_BYTES(Subject.HOST),
    /** Swap in use. */
    SWAP_USED_BYTES(Subject.HOST),
    /** Bytes read from a disk. */
    DISK_READ_BYTES_TOTAL(Subject.HOST, "disk"),
    /** Bytes written to a disk. */
    DISK_WRITTEN_BYTES_TOTAL(Subject.HOST, "disk"),
    /** Bytes received by an interface. */
    NETWORK_RECEIVE_BYTES_TOTAL(Subject.HOST, "interface"),
    /** Bytes sent by an interface. */
    NETWORK_TRANSMIT_BYTES_TOTAL(Subject.HOST, "interface"),

    /** 1 while the driver answers for the accelerator, 0 while it is lost. */
    GPU_UP(Subject.GPU),
    /** A part of the accelerator that counts as one of its own (MIG); always 1. */
    GPU_MIG_DEVICE(Subject.GPU, "mig", "mig_uuid", "name"),
    /** Share of the time in which the accelerator ran something. */
    GPU_UTILIZATION_RATIO(Subject.GPU),
    /** Memory of the accelerator in use. */
    GPU_MEMORY_USED_BYTES(Subject.GPU),
    /** Memory of the accelerator. */
    GPU_MEMORY_TOTAL_BYTES(Subject.GPU),
    /** Temperatures; {@code core} is that of the chip. */
    GPU_TEMPERATURE_CELSIUS(Subject.GPU, "sensor"),
    /** Temperatures at which something happens; {@code slowdown} is where throttling starts. */
    GPU_TEMPERATURE_LIMIT_CELSIUS(Subject.GPU, "limit"),
    /** How many degrees are left until something happens; below 0 once it has. */
    GPU_THERMAL_MARGIN_CELSIUS(Subject.GPU, "limit"),
    /** Power of the board. */
    GPU_POWER_WATTS(Subject.GPU),
    /** Power limits; {@code default} is the rated power, {@code enforced} what the driver keeps now. */
    GPU_POWER_LIMIT_WATTS(Subject.GPU, "limit"),
    /** Energy the board has used. */
    GPU_ENERGY_JOULES_TOTAL(Subject.GPU),
    /** Clocks. */
    GPU_CLOCK_HERTZ(Subject.GPU, "domain"),
    /** The highest clocks. */
    GPU_CLOCK_MAX_HERTZ(Subject.GPU, "domain"),
    /** Speed of a fan of the board, as a share of its highest. */
    GPU_FAN_SPEED_RATIO(Subject.GPU, "fan"),
    /** 1 while the driver holds the clocks back for a reason, else 0. */
    GPU_THROTTLE_ACTIVE(Subject.GPU, "reason"),
    /** Time for which it has done so since the driver was loaded. */
    GPU_THROTTLE_SECONDS_TOTAL(Subject.GPU, "reason"),
    /** Errors that the driver reported by their number (Xid), since the exporter started. */
    GPU_XID_ERRORS_TOTAL(Subject.GPU, "xid"),
    /** Errors of its memory, {@code corrected} and {@code uncorrected}, since the driver was loaded. */
    GPU_ECC_ERRORS_TOTAL(Subject.GPU, "kind");

    private final Subject subject;

    @SuppressWarnings("ImmutableEnumChecker") // always made by List.of
    private final List<String> partNames;

    Quantity(Subject subject, String... partNames) {
        this.subject = subject;
        this.partNames = List.of(partNames);
    }

    /** Returns what it is about. */
    public Subject subject() {
        return subject;
    }

    /** Returns what tells several sensors of this quantity of one device apart, such as {@code cpu} and {@code mode}. */
    public List<String> partNames() {
        return partNames;
    }

    /** Returns whether it counts up, and is never negative. */
    public boolean isCounter() {
        return name().endsWith("_TOTAL");
    }
}

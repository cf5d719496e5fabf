package org.thermograd.domain.hardware;

/**
 * Which values a machine could have. Drivers and kernels give others where they do not know: all bits set, 2^63, -1, a share of
 * 105 %. The bounds are far outside of what there is, so that nothing real is lost.
 */
final class Plausibility {
    private static final Range FLAG = new Range(0, 1);
    private static final Range SENSOR_CELSIUS = new Range(-100, 250);
    /** Of a chip that computes; 0 is what a driver gives where it cannot read. */
    private static final Range CHIP_CELSIUS = new Range(1, 200);

    private static final Range MARGIN_CELSIUS = new Range(-200, 200);
    private static final Range WATTS = new Range(0, 20_000);
    private static final Range HERTZ = new Range(0, 1e11);
    /** More than ten years of 20 kW. */
    private static final Range JOULES = new Range(0, 1e13);
    /** More than a hundred years. */
    private static final Range SECONDS = new Range(0, 4e9);

    private static final Range BYTES = new Range(0, 1L << 60);
    private static final Range COUNT = new Range(0, 1e15);
    /** Batteries and supplies have currents and powers of either sign. */
    private static final Range ELECTRIC = new Range(-1e6, 1e6);

    private Plausibility() {}

    /** From the least to the greatest, both possible. */
    private record Range(double min, double max) {}

    /** Returns whether a value of a quantity, in its unit, is possible; {@code NaN} is not. */
    static boolean allows(Quantity quantity, double value) {
        Range range = range(quantity);
        return value >= range.min() && value <= range.max();
    }

    private static Range range(Quantity quantity) {
        return switch (quantity) {
            case GPU_UP,
                    GPU_MIG_DEVICE,
                    GPU_THROTTLE_ACTIVE,
                    CPU_UTILIZATION_RATIO,
                    GPU_UTILIZATION_RATIO,
                    GPU_FAN_SPEED_RATIO -> FLAG;
            case CPU_TEMPERATURE_CELSIUS, CPU_TEMPERATURE_LIMIT_CELSIUS, SENSOR_TEMPERATURE_CELSIUS -> SENSOR_CELSIUS;
            case GPU_TEMPERATURE_CELSIUS, GPU_TEMPERATURE_LIMIT_CELSIUS -> CHIP_CELSIUS;
            case GPU_THERMAL_MARGIN_CELSIUS -> MARGIN_CELSIUS;
            case CPU_POWER_WATTS, CPU_POWER_LIMIT_WATTS, GPU_POWER_WATTS, GPU_POWER_LIMIT_WATTS -> WATTS;
            case CPU_FREQUENCY_HERTZ, CPU_FREQUENCY_LIMIT_HERTZ, GPU_CLOCK_HERTZ, GPU_CLOCK_MAX_HERTZ -> HERTZ;
            case CPU_ENERGY_JOULES_TOTAL, GPU_ENERGY_JOULES_TOTAL -> JOULES;
            case CPU_SECONDS_TOTAL, PRESSURE_STALLED_SECONDS_TOTAL, GPU_THROTTLE_SECONDS_TOTAL -> SECONDS;
            case MEMORY_TOTAL_BYTES,
                    MEMORY_AVAILABLE_BYTES,
                    SWAP_USED_BYTES,
                    DISK_READ_BYTES_TOTAL,
                    DISK_WRITTEN_BYTES_TOTAL,
                    NETWORK_RECEIVE_BYTES_TOTAL,
                    NETWORK_TRANSMIT_BYTES_TOTAL,
                    GPU_MEMORY_USED_BYTES,
                    GPU_MEMORY_TOTAL_BYTES -> BYTES;
            case CPU_THROTTLES_TOTAL, GPU_XID_ERRORS_TOTAL, GPU_ECC_ERRORS_TOTAL, FAN_SPEED_RPM -> COUNT;
            case SENSOR_VOLTAGE_VOLTS, SENSOR_CURRENT_AMPERES, SENSOR_POWER_WATTS -> ELECTRIC;
        };
    }
}

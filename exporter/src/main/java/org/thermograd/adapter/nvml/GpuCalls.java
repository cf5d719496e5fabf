package org.thermograd.adapter.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * What the driver says about one accelerator, in its own units. A number that it does not give is {@code NaN}; what it gives is
 * not yet judged. Where a newer function is refused, the older one is asked. Confined to one thread.
 */
final class GpuCalls {
    /** The call of {@link #uuid}. */
    static final String UUID = "DeviceGetUUID";

    private static final int TEXT_BYTES = 96;
    private static final int PCI_BUS_ID = 36;
    /** {@code NVML_STRUCT_VERSION}: the size of the structure, and its version in the highest byte. */
    private static final int MEMORY_V2 = 40 | 2 << 24;

    private static final int TEMPERATURE_V1 = 12 | 1 << 24;
    private static final int MARGIN_V1 = 8 | 1 << 24;

    private final Nvml nvml;
    private final Pointer handle;
    private final Answers answers;
    private final Memory out;

    /**
     * Makes the calls for one handle.
     *
     * @param answers remembers what was refused
     * @param out where functions write, at least 256 bytes; may be shared by handles
     */
    GpuCalls(Nvml nvml, Pointer handle, Answers answers, Memory out) {
        this.nvml = nvml;
        this.handle = handle;
        this.answers = answers;
        this.out = out;
    }

    Answers answers() {
        return answers;
    }

    FieldValues fields(int... ids) {
        return new FieldValues(nvml, handle, answers, ids);
    }

    private double unsigned(String call, IntSupplier function) throws LostException {
        return answers.ask(call, function) ? unsignedAt(0) : Double.NaN;
    }

    /** Returns an unsigned int; all bits set mean that there is no value. */
    private double unsignedAt(int offset) {
        int bits = out.getInt(offset);
        return bits == -1 ? Double.NaN : Integer.toUnsignedLong(bits);
    }

    /** Returns an unsigned long; one beyond the signed ones is a sentinel. */
    private double longAt(int offset) {
        long bits = out.getLong(offset);
        return bits < 0 ? Double.NaN : bits;
    }

    private Optional<String> text(String call, IntSupplier function, int offset) throws LostException {
        if (!answers.ask(call, function)) {
            return Optional.empty();
        }
        return Optional.of(out.getString(offset, StandardCharsets.UTF_8.name()).strip())
                .filter(text -> !text.isEmpty());
    }

    Optional<String> uuid() throws LostException {
        return text(UUID, () -> nvml.deviceGetUUID(handle, out, TEXT_BYTES), 0);
    }

    Optional<String> name() throws LostException {
        return text("DeviceGetName", () -> nvml.deviceGetName(handle, out, TEXT_BYTES), 0);
    }

    Optional<String> pciBusId() throws LostException {
        return text("DeviceGetPciInfo", () -> nvml.deviceGetPciInfoV3(handle, out), PCI_BUS_ID);
    }

    /** Returns how much of the time the accelerator was busy, in percent. */
    double utilizationPercent() throws LostException {
        return unsigned("DeviceGetUtilizationRates", () -> nvml.deviceGetUtilizationRates(handle, out));
    }

    /** Returns the memory; what is in use is without what is reserved, where the driver tells them apart. */
    Optional<MemoryBytes> memory() throws LostException {
        boolean newer = answers.ask("DeviceGetMemoryInfo_v2", () -> {
            out.setInt(0, MEMORY_V2);
            return nvml.deviceGetMemoryInfoV2(handle, out);
        });
        if (newer) {
            return Optional.of(new MemoryBytes(longAt(8), longAt(32)));
        }
        return answers.ask("DeviceGetMemoryInfo", () -> nvml.deviceGetMemoryInfo(handle, out))
                ? Optional.of(new MemoryBytes(longAt(0), longAt(16)))
                : Optional.empty();
    }

    /** Memory in bytes. */
    record MemoryBytes(double total, double used) {}

    /** Returns the temperature of the chip. */
    double celsius() throws LostException {
        boolean newer = answers.ask("DeviceGetTemperatureV", () -> {
            out.setInt(0, TEMPERATURE_V1);
            out.setInt(4, 0);
            return nvml.deviceGetTemperatureV(handle, out);
        });
        return newer
                ? out.getInt(8)
                : unsigned("DeviceGetTemperature", () -> nvml.deviceGetTemperature(handle, 0, out));
    }

    /** Returns how many degrees are left until the nearest slowdown, on the scale of the T.Limit fields; negative beyond it. */
    double marginCelsius() throws LostException {
        boolean given = answers.ask("DeviceGetMarginTemperature", () -> {
            out.setInt(0, MARGIN_V1);
            return nvml.deviceGetMarginTemperature(handle, out);
        });
        return given ? out.getInt(4) : Double.NaN;
    }

    /** Returns a threshold by its number in {@code nvmlTemperatureThresholds_t}. */
    double thresholdCelsius(int threshold) throws LostException {
        return unsigned(
                "DeviceGetTemperatureThreshold " + threshold,
                () -> nvml.deviceGetTemperatureThreshold(handle, threshold, out));
    }

    double powerMilliwatts() throws LostException {
        return unsigned("DeviceGetPowerUsage", () -> nvml.deviceGetPowerUsage(handle, out));
    }

    double enforcedMilliwatts() throws LostException {
        return unsigned("DeviceGetEnforcedPowerLimit", () -> nvml.deviceGetEnforcedPowerLimit(handle, out));
    }

    double defaultMilliwatts() throws LostException {
        return unsigned(
                "DeviceGetPowerManagementDefaultLimit", () -> nvml.deviceGetPowerManagementDefaultLimit(handle, out));
    }

    /** Returns the least and the greatest power limit, in mW. */
    double[] limitMilliwatts() throws LostException {
        boolean given = answers.ask(
                "DeviceGetPowerManagementLimitConstraints",
                () -> nvml.deviceGetPowerManagementLimitConstraints(handle, out, out.share(4)));
        return given ? new double[] {unsignedAt(0), unsignedAt(4)} : new double[] {Double.NaN, Double.NaN};
    }

    double energyMillijoules() throws LostException {
        boolean given =
                answers.ask("DeviceGetTotalEnergyConsumption", () -> nvml.deviceGetTotalEnergyConsumption(handle, out));
        return given ? longAt(0) : Double.NaN;
    }

    double clockMegahertz(ClockDomain domain) throws LostException {
        return unsigned(domain.call(), () -> nvml.deviceGetClockInfo(handle, domain.number(), out));
    }

    double maxClockMegahertz(ClockDomain domain) throws LostException {
        return unsigned(domain.maxCall(), () -> nvml.deviceGetMaxClockInfo(handle, domain.number(), out));
    }

    /** Returns the mask of the reasons for which clocks are held back. */
    OptionalLong reasons() throws LostException {
        boolean given = answers.ask(
                        "DeviceGetCurrentClocksEventReasons",
                        () -> nvml.deviceGetCurrentClocksEventReasons(handle, out))
                || answers.ask(
                        "DeviceGetCurrentClocksThrottleReasons",
                        () -> nvml.deviceGetCurrentClocksThrottleReasons(handle, out));
        return given ? OptionalLong.of(out.getLong(0)) : OptionalLong.empty();
    }

    /** Returns the mask of the reasons that the accelerator can give. */
    OptionalLong supportedReasons() throws LostException {
        boolean given = answers.ask(
                        "DeviceGetSupportedClocksEventReasons",
                        () -> nvml.deviceGetSupportedClocksEventReasons(handle, out))
                || answers.ask(
                        "DeviceGetSupportedClocksThrottleReasons",
                        () -> nvml.deviceGetSupportedClocksThrottleReasons(handle, out));
        return given ? OptionalLong.of(out.getLong(0)) : OptionalLong.empty();
    }

    /** Returns for how long a policy, by its number in {@code nvmlPerfPolicyType_t}, has held clocks back. */
    double violationNanos(int policy) throws LostException {
        boolean given = answers.ask(
                "DeviceGetViolationStatus " + policy, () -> nvml.deviceGetViolationStatus(handle, policy, out));
        return given ? longAt(8) : Double.NaN;
    }

    double fans() throws LostException {
        return unsigned("DeviceGetNumFans", () -> nvml.deviceGetNumFans(handle, out));
    }

    double fanPercent(int fan) throws LostException {
        return unsigned("DeviceGetFanSpeed " + fan, () -> nvml.deviceGetFanSpeedV2(handle, fan, out));
    }

    /** Returns errors since the driver was loaded; kind 0 were corrected, kind 1 were not. */
    double eccErrors(int kind) throws LostException {
        boolean given = answers.ask(
                "DeviceGetTotalEccErrors " + kind, () -> nvml.deviceGetTotalEccErrors(handle, kind, 0, out));
        return given ? longAt(0) : Double.NaN;
    }

    /** Returns how many MIG devices there may be; 0 where MIG is off. */
    int maxMigDevices() throws LostException {
        boolean on = answers.ask("DeviceGetMigMode", () -> nvml.deviceGetMigMode(handle, out, out.share(4)))
                && out.getInt(0) == 1;
        double most = on
                ? unsigned("DeviceGetMaxMigDeviceCount", () -> nvml.deviceGetMaxMigDeviceCount(handle, out))
                : Double.NaN;
        return Double.isNaN(most) ? 0 : (int) most;
    }

    /** Returns the calls for a MIG device, or nothing where there is none at this number. */
    Optional<GpuCalls> migDevice(int index) throws LostException {
        int code = nvml.deviceGetMigDeviceHandleByIndex(handle, index, out);
        if (ReturnCode.isRefusal(code) || !answers.accept("DeviceGetMigDeviceHandleByIndex", code)) {
            return Optional.empty();
        }
        Answers own = new Answers();
        return Optional.of(new GpuCalls(nvml, out.getPointer(0), own, out));
    }
}

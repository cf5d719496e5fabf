package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.LogicalProcessor;
import oshi.hardware.CentralProcessor.TickType;

/**
 * Time, utilization and clock of the processors. Utilization is that since the read before, so the first read has none.
 * Confined to one thread.
 */
final class OshiCpuProbe extends OshiProbe {
    private static final double MILLIS = 1e3;
    private static final TickType[] MODES = TickType.values();

    private final Supplier<CentralProcessor> source;
    private @Nullable Known known;
    private long lastBusy;
    private long lastTotal = -1;

    /** What does not change: found at the first read and kept. */
    private record Known(CentralProcessor processor, DeviceDescription device, List<String> numbers) {}

    OshiCpuProbe(Supplier<CentralProcessor> source) {
        super("oshi_cpu", Duration.ZERO);
        this.source = source;
    }

    @Override
    public void read(ReadingsBuilder readings) {
        Known cpu = known;
        if (cpu == null) {
            CentralProcessor processor = source.get();
            cpu = new Known(processor, describe(processor), numbers(processor));
            known = cpu;
        }
        readings.addDevice(cpu.device());
        addTicks(readings, cpu);
        addFrequencies(readings, cpu);
    }

    private static DeviceDescription describe(CentralProcessor processor) {
        Map<DeviceProperty, String> properties = new EnumMap<>(DeviceProperty.class);
        Descriptions.put(
                properties,
                DeviceProperty.NAME,
                processor.getProcessorIdentifier().getName());
        Descriptions.put(
                properties,
                DeviceProperty.VENDOR,
                processor.getProcessorIdentifier().getVendor());
        return new DeviceDescription(Device.CPU, properties);
    }

    /** Returns the number of each logical processor; those of the system, or where they are not unique, 0, 1, 2... */
    private static List<String> numbers(CentralProcessor processor) {
        List<String> numbers = new ArrayList<>();
        for (LogicalProcessor one : processor.getLogicalProcessors()) {
            numbers.add(String.valueOf(one.getProcessorNumber()));
        }
        if (new HashSet<>(numbers).size() < numbers.size()) {
            numbers.replaceAll(number -> "");
        }
        return List.copyOf(numbers);
    }

    private static String number(Known cpu, int index, int count) {
        boolean usable =
                cpu.numbers().size() == count && !cpu.numbers().get(index).isEmpty();
        return usable ? cpu.numbers().get(index) : String.valueOf(index);
    }

    private void addTicks(ReadingsBuilder readings, Known cpu) {
        long[][] ticks = cpu.processor().getProcessorCpuLoadTicks();
        long total = 0;
        long idle = 0;
        for (int i = 0; i < ticks.length; i++) {
            long own = 0;
            for (long millis : ticks[i]) {
                own += millis;
            }
            if (own == 0) {
                continue; // not running, or not told
            }
            total += own;
            idle += ticks[i][TickType.IDLE.getIndex()] + ticks[i][TickType.IOWAIT.getIndex()];
            for (TickType mode : MODES) {
                readings.add(
                        Sensor.of(
                                Device.CPU,
                                Quantity.CPU_SECONDS_TOTAL,
                                number(cpu, i, ticks.length),
                                mode.name().toLowerCase(Locale.ROOT)),
                        ticks[i][mode.getIndex()] / MILLIS);
            }
        }
        addUtilization(readings, total - idle, total);
    }

    private void addUtilization(ReadingsBuilder readings, long busy, long total) {
        if (lastTotal >= 0 && total > lastTotal) {
            readings.add(
                    Sensor.of(Device.CPU, Quantity.CPU_UTILIZATION_RATIO),
                    (double) (busy - lastBusy) / (total - lastTotal));
        }
        lastBusy = busy;
        lastTotal = total;
    }

    private static void addFrequencies(ReadingsBuilder readings, Known cpu) {
        long[] hertz = cpu.processor().getCurrentFreq();
        for (int i = 0; i < hertz.length; i++) {
            readings.addIfPositive(
                    Sensor.of(Device.CPU, Quantity.CPU_FREQUENCY_HERTZ, number(cpu, i, hertz.length)), hertz[i]);
        }
    }
}

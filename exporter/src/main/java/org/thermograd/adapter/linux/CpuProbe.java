package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * Time and utilization of the processors, from {@code /proc/stat}, and their name, from {@code /proc/cpuinfo}. Utilization
 * is that since the read before, so the first read has none.
 */
final class CpuProbe extends LinuxProbe {
    private static final int IDLE = CpuTime.MODES.indexOf("idle");
    private static final int IOWAIT = CpuTime.MODES.indexOf("iowait");
    private static final Sensor UTILIZATION = Sensor.of(Device.CPU, Quantity.CPU_UTILIZATION_RATIO);

    private final KernelFile stat;
    private final Path cpuinfo;
    private final Contents contents = new Contents();
    private final Map<Long, CpuTime> cpus = new HashMap<>();
    private final long[] ticks = new long[CpuTime.MODES.size()];
    private @Nullable DeviceDescription description;
    private long lastBusy;
    private long lastTotal = -1;

    CpuProbe(Path procfs) {
        super("cpu", Duration.ZERO);
        this.stat = new KernelFile(procfs.resolve("stat"));
        this.cpuinfo = procfs.resolve("cpuinfo");
    }

    @Override
    void read(Instant now, ReadingsBuilder readings) throws IOException {
        if (description == null) {
            description = describe();
        }
        readings.addDevice(description);
        stat.readWhole(contents);
        if (!contents.skip("cpu ")) {
            throw contents.wrong("must begin with the time of all processors");
        }
        addUtilization(readings, modes());
        contents.nextLine();
        while (contents.skip("cpu")) {
            long number = contents.number();
            int modes = modes();
            cpus.computeIfAbsent(number, cpu -> new CpuTime(String.valueOf(cpu)))
                    .addTo(readings, ticks, modes);
            contents.nextLine();
        }
    }

    /** Takes the times of this line, and returns of how many modes there are any: an old kernel knows fewer. */
    private int modes() throws IOException {
        for (int i = 0; i < ticks.length; i++) {
            OptionalLong next = contents.nextNumber();
            if (next.isEmpty() && i <= IDLE) {
                throw contents.wrong("must tell user, nice, system and idle time");
            }
            if (next.isEmpty()) {
                return i;
            }
            ticks[i] = next.getAsLong();
        }
        return ticks.length;
    }

    private void addUtilization(ReadingsBuilder readings, int modes) {
        long total = 0;
        long idle = 0;
        for (int i = 0; i < modes; i++) {
            total += ticks[i];
            idle += i == IDLE || i == IOWAIT ? ticks[i] : 0;
        }
        if (lastTotal >= 0 && total > lastTotal) {
            readings.add(UTILIZATION, (double) (total - idle - lastBusy) / (total - lastTotal));
        }
        lastBusy = total - idle;
        lastTotal = total;
    }

    private DeviceDescription describe() throws IOException {
        Map<DeviceProperty, String> properties = new EnumMap<>(DeviceProperty.class);
        try (KernelFile file = new KernelFile(cpuinfo)) {
            if (file.readOnce(contents)) {
                contents.text().lines().takeWhile(line -> !line.isBlank()).forEach(line -> {
                    put(properties, DeviceProperty.NAME, "model name", line);
                    put(properties, DeviceProperty.VENDOR, "vendor_id", line);
                });
            }
        }
        return new DeviceDescription(Device.CPU, properties);
    }

    private static void put(Map<DeviceProperty, String> properties, DeviceProperty property, String key, String line) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.startsWith(key) && !value.isEmpty()) {
            properties.put(property, value);
        }
    }

    @Override
    public void close() {
        stat.close();
    }
}

package org.thermograd.adapter.linux;

import java.util.List;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/** The time of one logical processor, by mode. Confined to one thread at a time. */
final class CpuTime {
    /** As the kernel orders them. What guests used is part of {@code user} and {@code nice}. */
    static final List<String> MODES = List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    /** The kernel tells times in hundredths of a second, whatever the clock of the machine is. */
    private static final double TICKS_PER_SECOND = 100;

    /** The kernel can go back a little; only further is a processor that came back. */
    private static final long JITTER_TICKS = 300;

    private final List<Sensor> sensors;
    private final long[] last = new long[MODES.size()];

    CpuTime(String cpu) {
        this.sensors = MODES.stream()
                .map(mode -> Sensor.of(Device.CPU, Quantity.CPU_SECONDS_TOTAL, cpu, mode))
                .toList();
    }

    /** Adds the times of as many modes as the kernel tells. */
    void addTo(ReadingsBuilder readings, long[] ticks, int modes) {
        for (int i = 0; i < modes; i++) {
            boolean back = ticks[i] < last[i] && ticks[i] >= last[i] - JITTER_TICKS;
            last[i] = back ? last[i] : ticks[i];
            readings.add(sensors.get(i), last[i] / TICKS_PER_SECOND);
        }
    }
}

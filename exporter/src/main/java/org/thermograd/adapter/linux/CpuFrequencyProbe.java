package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/**
 * Clock of each logical processor, and between which clocks the kernel keeps it ({@code scaling_cur_freq},
 * {@code scaling_min_freq}, {@code scaling_max_freq}), from cpufreq. Limits are read each minute, and where there are many
 * processors their clocks every five seconds.
 */
final class CpuFrequencyProbe extends LinuxProbe {
    private static final int MANY = 64;
    private static final Duration MANY_INTERVAL = Duration.ofSeconds(5);
    private static final double HERTZ_PER_KILOHERTZ = 1e3;

    private final Processors processors;
    private final Contents contents = new Contents();
    private final Rescan limits = new Rescan(Rescan.MINUTE);
    private final Rescan clocks = new Rescan(MANY_INTERVAL);
    private List<Gauge> current = List.of();
    private List<SensorReading> lastClocks = List.of();
    private List<SensorReading> lastLimits = List.of();

    CpuFrequencyProbe(Path sysfs) {
        super("cpufreq", Duration.ZERO);
        this.processors = new Processors(sysfs);
    }

    @Override
    void read(Instant now, ReadingsBuilder readings) {
        boolean changed = processors.changed(now);
        if (changed) {
            find();
        }
        if (limits.isDue(now) || changed) {
            lastLimits = readLimits(now);
        }
        if (clocks.isDue(now) || changed || current.size() <= MANY) {
            ReadingsBuilder fresh = new ReadingsBuilder(now);
            current.forEach(clock -> addClock(fresh, clock));
            lastClocks = fresh.toProbeReadings().readings();
        }
        lastClocks.forEach(readings::add);
        lastLimits.forEach(readings::add);
    }

    /** A driver that does not know the clock tells 0. */
    private void addClock(ReadingsBuilder to, Gauge clock) {
        clock.file().value(contents).ifPresent(number -> to.addIfPositive(clock.sensor(), number / clock.perUnit()));
    }

    private void find() {
        close();
        List<Gauge> found = new ArrayList<>();
        for (Path processor : processors.folders()) {
            Path clock = processor.resolve("cpufreq/scaling_cur_freq");
            if (Folders.number(clock).isPresent()) {
                Sensor sensor = Sensor.of(Device.CPU, Quantity.CPU_FREQUENCY_HERTZ, Processors.number(processor));
                found.add(new Gauge(new KernelFile(clock), sensor, 1 / HERTZ_PER_KILOHERTZ));
            }
        }
        current = List.copyOf(found);
    }

    private List<SensorReading> readLimits(Instant now) {
        ReadingsBuilder fresh = new ReadingsBuilder(now);
        for (Path processor : processors.folders()) {
            for (String limit : List.of("min", "max")) {
                OptionalLong kilohertz = Folders.number(processor.resolve("cpufreq/scaling_" + limit + "_freq"));
                kilohertz.ifPresent(number -> fresh.addIfPositive(
                        Sensor.of(Device.CPU, Quantity.CPU_FREQUENCY_LIMIT_HERTZ, Processors.number(processor), limit),
                        number * HERTZ_PER_KILOHERTZ));
            }
        }
        return fresh.toProbeReadings().readings();
    }

    @Override
    public void close() {
        current.forEach(Gauge::close);
    }
}

package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.hardware.ReadingProbe;
import org.thermograd.domain.hardware.ReadingsBuilder;

/**
 * Every sensor of the machine: those of hwmon, and the thermal zones that are not among them. Some are slow to answer, so
 * it is not read at each sample; the temperature of the processors has a probe of its own.
 */
final class HwmonProbe extends ReadingProbe {
    private final Path sysfs;
    private final Contents contents = new Contents();
    private final Rescan rescan = new Rescan(Rescan.MINUTE);
    private List<Chip> chips = List.of();
    private List<Gauge> zones = List.of();

    /** A chip with its sensors. */
    private record Chip(HwmonChip chip, List<HwmonSensor> sensors) {}

    HwmonProbe(Path sysfs, Duration interval) {
        super("hwmon", interval);
        this.sysfs = sysfs;
    }

    @Override
    protected void read(Instant now, ReadingsBuilder readings) {
        if (rescan.isDue(now)) {
            find();
        }
        for (Chip one : chips) {
            if (!one.chip().sleeps()) {
                one.sensors().forEach(sensor -> sensor.addTo(readings, contents));
            }
        }
        zones.forEach(zone -> zone.addTo(readings, contents));
    }

    private void find() {
        close();
        List<Chip> found = new ArrayList<>();
        for (HwmonChip chip : HwmonChip.find(sysfs)) {
            List<HwmonSensor> sensors = new ArrayList<>();
            for (HwmonKind kind : HwmonKind.values()) {
                sensors.addAll(HwmonSensor.find(chip, kind));
            }
            found.add(new Chip(chip, List.copyOf(sensors)));
        }
        chips = List.copyOf(found);
        zones = ThermalZone.find(sysfs).stream()
                .filter(zone -> !zone.isInHwmon())
                .map(ThermalZone::temperature)
                .toList();
    }

    @Override
    public void close() {
        chips.forEach(one -> one.sensors().forEach(HwmonSensor::close));
        zones.forEach(Gauge::close);
    }
}

package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.hardware.Subject;

/**
 * The readings of the newest snapshot. A sensor that gave nothing has no series; a family without series is not there.
 * Immutable.
 */
public final class HardwareCollector implements MetricCollector {
    private final String name;
    private final Map<Quantity, Family> families;

    private HardwareCollector(String name, Map<Quantity, Family> families) {
        this.name = name;
        this.families = families;
    }

    /** Returns the collector of {@code thermograd_cpu_*}. */
    public static HardwareCollector cpu() {
        return new HardwareCollector("cpu", HardwareFamilies.CPU);
    }

    /** Returns the collector of memory, swap, disks, network and fans. */
    public static HardwareCollector host() {
        return new HardwareCollector("host", HardwareFamilies.HOST);
    }

    /** Returns the collector of {@code thermograd_gpu_*}. */
    public static HardwareCollector gpu() {
        return new HardwareCollector("gpu", HardwareFamilies.GPU);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Family> families() {
        return List.copyOf(families.values());
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        List<MetricSnapshot> all = new ArrayList<>();
        if (scrape.hardware().isPresent()) {
            HardwareSnapshot snapshot = scrape.hardware().get();
            families.forEach((quantity, family) ->
                    points(family, snapshot.readings(quantity)).addTo(all));
        }
        return all;
    }

    private static Points points(Family family, List<SensorReading> readings) {
        Points points = new Points(family);
        for (SensorReading reading : readings) {
            points.add(reading.value(), labelValues(reading));
        }
        return points;
    }

    private static List<String> labelValues(SensorReading reading) {
        Optional<Device> accelerator = reading.sensor().device().filter(device -> device.subject() == Subject.GPU);
        if (accelerator.isEmpty()) {
            return reading.sensor().parts();
        }
        List<String> values = new ArrayList<>();
        values.add(accelerator.get().name());
        values.add(accelerator.get().uuid().orElse(""));
        values.addAll(reading.sensor().parts());
        return values;
    }
}

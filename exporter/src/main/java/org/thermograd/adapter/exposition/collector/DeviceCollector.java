package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;

/** What is known about each device and does not change, once per device. Immutable. */
public final class DeviceCollector implements MetricCollector {
    private static final Family INFO = Family.info(
            "thermograd_device_info",
            "A device of this host; join on device and uuid.",
            "device",
            "uuid",
            "name",
            "vendor",
            "driver_version",
            "pci_bus_id");

    /** Makes the collector. */
    public DeviceCollector() {}

    @Override
    public String name() {
        return "device";
    }

    @Override
    public List<Family> families() {
        return List.of(INFO);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        Points points = new Points(INFO);
        scrape.hardware().ifPresent(snapshot -> snapshot.devices().forEach(device -> add(points, device)));
        List<MetricSnapshot> all = new ArrayList<>();
        points.addTo(all);
        return all;
    }

    private static void add(Points points, DeviceDescription device) {
        points.add(
                1,
                device.device().name(),
                device.device().uuid().orElse(""),
                device.property(DeviceProperty.NAME).orElse(""),
                device.property(DeviceProperty.VENDOR).orElse(""),
                device.property(DeviceProperty.DRIVER_VERSION).orElse(""),
                device.property(DeviceProperty.PCI_BUS_ID).orElse(""));
    }
}

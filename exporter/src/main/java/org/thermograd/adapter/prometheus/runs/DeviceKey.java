package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.DEVICE;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.UUID;

import java.util.Comparator;
import org.thermograd.adapter.prometheus.Labels;

/**
 * Which device of which exporter.
 *
 * @param exporter the exporter
 * @param device its name there
 * @param uuid what tells it from every other device; empty where nothing does
 */
record DeviceKey(ExporterTarget exporter, String device, String uuid) implements Comparable<DeviceKey> {
    private static final Comparator<DeviceKey> ORDER = Comparator.comparing(DeviceKey::exporter)
            .thenComparing(DeviceKey::device)
            .thenComparing(DeviceKey::uuid);

    static DeviceKey of(Labels labels) {
        return new DeviceKey(
                ExporterTarget.of(labels),
                labels.get(DEVICE).orElse(""),
                labels.get(UUID).orElse(""));
    }

    static DeviceKey of(OwnSeries series) {
        return new DeviceKey(series.exporter(), series.label(DEVICE), series.label(UUID));
    }

    @Override
    public int compareTo(DeviceKey other) {
        return ORDER.compare(this, other);
    }
}

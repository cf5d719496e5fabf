package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.DEVICE;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.INSTANCE_LABEL;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.REASON;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.UUID;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.scrape.ThrottledMeanwhile;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The seconds for which drivers held devices back, as they count them since the host booted. They go on over a restart of the
 * exporter.
 */
final class DriverCounters {
    private final SortedMap<DeviceKey, SortedMap<String, TimeSeries>> counters;

    private DriverCounters(SortedMap<DeviceKey, SortedMap<String, TimeSeries>> counters) {
        this.counters = counters;
    }

    /**
     * Reads the counters of some devices.
     *
     * @param devices which; none are read if there is none
     */
    static DriverCounters read(FamilyReader families, SortedSet<DeviceKey> devices)
            throws PrometheusQueryException, InterruptedException {
        SortedMap<DeviceKey, SortedMap<String, TimeSeries>> counters = new TreeMap<>();
        if (!devices.isEmpty()) {
            Set<String> instances = new TreeSet<>();
            devices.forEach(device -> instances.add(device.exporter().instance()));
            Selector selector = Selector.of(ExporterFamilies.DRIVER_SECONDS).with(INSTANCE_LABEL, instances);
            for (OwnSeries one : families.read(selector, Set.of(DEVICE, UUID, REASON))) {
                String reason = one.label(REASON);
                if (devices.contains(DeviceKey.of(one)) && CollapseReason.holdsBack(reason, Set.of(reason))) {
                    counters.computeIfAbsent(DeviceKey.of(one), any -> new TreeMap<>())
                            .put(reason, one.samples());
                }
            }
        }
        return new DriverCounters(counters);
    }

    /** Returns how long the driver of a device may have held it back in a time. */
    ThrottledMeanwhile during(DeviceKey device, Segment gap) {
        return ThrottledMeanwhile.of(gap, counters.getOrDefault(device, new TreeMap<>()));
    }
}

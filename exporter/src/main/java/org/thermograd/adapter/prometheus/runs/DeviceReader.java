package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.DEVICE;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.INSTANCE_LABEL;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.REASON;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.SLOT;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.UUID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.scrape.DeviceSeries;
import org.thermograd.domain.analysis.scrape.ScrapedDevice;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.event.EventSlots;
import org.thermograd.domain.series.TimeSeries;

/** Reads the collapses of devices. Confined to one thread. */
final class DeviceReader {
    private final FamilyReader families;
    private final SortedSet<DeviceKey> wanted;
    private final Map<DeviceKey, SortedMap<String, Map<DeviceSeries, TimeSeries>>> series = new HashMap<>();

    DeviceReader(FamilyReader families, SortedSet<DeviceKey> wanted) {
        this.families = families;
        this.wanted = wanted;
    }

    /** Reads which collapses can be seen. To be called first. */
    void readObservable() throws PrometheusQueryException, InterruptedException {
        read(DeviceSeries.OBSERVABLE, List.of());
    }

    /** Returns the first kind that any device can show; else the first that any knows of. */
    CollapseKind kind() {
        Set<CollapseKind> known = new TreeSet<>();
        Set<CollapseKind> observable = new TreeSet<>();
        series.values()
                .forEach(reasons ->
                        reasons.forEach((reason, found) -> kindOf(reason).ifPresent(kind -> {
                            known.add(kind);
                            if (new ScrapedDevice.Reason(found, EventSlots.NONE).isObservable()) {
                                observable.add(kind);
                            }
                        })));
        // In the order of the constants.
        return observable.stream()
                .findFirst()
                .or(() -> known.stream().findFirst())
                .orElse(CollapseKind.CONFIRMED);
    }

    /** Returns whether a device can show collapses of a kind. */
    boolean canShow(DeviceKey device, CollapseKind kind) {
        return series.getOrDefault(device, new TreeMap<>()).entrySet().stream()
                .filter(reason -> kindOf(reason.getKey()).equals(Optional.of(kind)))
                .anyMatch(reason -> new ScrapedDevice.Reason(reason.getValue(), EventSlots.NONE).isObservable());
    }

    private static Optional<CollapseKind> kindOf(String reason) {
        return Arrays.stream(CollapseReason.values())
                .filter(one -> one.id().equals(reason))
                .map(CollapseReason::kind)
                .findFirst();
    }

    /** Reads the collapses of a kind: for each device and reason. */
    Map<DeviceKey, SortedMap<String, ScrapedDevice.Reason>> read(CollapseKind kind)
            throws PrometheusQueryException, InterruptedException {
        List<String> reasons = CollapseReason.idsOf(kind).stream().sorted().toList();
        for (DeviceSeries one : DeviceSeries.values()) {
            if (one != DeviceSeries.OBSERVABLE) {
                read(one, reasons);
            }
        }
        Map<DeviceKey, Map<String, Map<String, TimeSeries>>> onsets = slots(ExporterFamilies.COLLAPSE_ONSET, reasons);
        Map<DeviceKey, Map<String, Map<String, TimeSeries>>> ends = slots(ExporterFamilies.COLLAPSE_END, reasons);
        Map<DeviceKey, SortedMap<String, ScrapedDevice.Reason>> all = new HashMap<>();
        series.forEach((device, found) -> {
            SortedMap<String, ScrapedDevice.Reason> ofDevice = new TreeMap<>();
            found.forEach((reason, samples) -> {
                if (reasons.contains(reason)) {
                    ofDevice.put(
                            reason,
                            new ScrapedDevice.Reason(
                                    samples, EventSlots.of(of(onsets, device, reason), of(ends, device, reason))));
                }
            });
            all.put(device, ofDevice);
        });
        return all;
    }

    private static Map<String, TimeSeries> of(
            Map<DeviceKey, Map<String, Map<String, TimeSeries>>> slots, DeviceKey device, String reason) {
        return slots.getOrDefault(device, Map.of()).getOrDefault(reason, Map.of());
    }

    private void read(DeviceSeries one, List<String> reasons) throws PrometheusQueryException, InterruptedException {
        for (OwnSeries found : asked(ExporterFamilies.name(one), reasons, ExporterFamilies.deviceLabels())) {
            series.computeIfAbsent(DeviceKey.of(found), any -> new TreeMap<>())
                    .computeIfAbsent(found.label(REASON), any -> new EnumMap<>(DeviceSeries.class))
                    .put(one, found.samples());
        }
    }

    private Map<DeviceKey, Map<String, Map<String, TimeSeries>>> slots(String family, List<String> reasons)
            throws PrometheusQueryException, InterruptedException {
        Map<DeviceKey, Map<String, Map<String, TimeSeries>>> slots = new HashMap<>();
        for (OwnSeries found : asked(family, reasons, Set.of(DEVICE, UUID, REASON, SLOT))) {
            slots.computeIfAbsent(DeviceKey.of(found), any -> new HashMap<>())
                    .computeIfAbsent(found.label(REASON), any -> new TreeMap<>())
                    .put(found.label(SLOT), found.samples());
        }
        return slots;
    }

    private List<OwnSeries> asked(String family, List<String> reasons, Set<String> own)
            throws PrometheusQueryException, InterruptedException {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<String> instances = new TreeSet<>();
        Set<String> devices = new TreeSet<>();
        wanted.forEach(key -> {
            instances.add(key.exporter().instance());
            devices.add(key.device());
        });
        Selector selector = Selector.of(family)
                .with(INSTANCE_LABEL, instances)
                .with(DEVICE, devices)
                .with(REASON, reasons);
        List<OwnSeries> found = new ArrayList<>(families.read(selector, own));
        found.removeIf(one -> !wanted.contains(DeviceKey.of(one)));
        return found;
    }
}

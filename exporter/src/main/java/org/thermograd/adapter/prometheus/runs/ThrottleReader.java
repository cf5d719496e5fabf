package org.thermograd.adapter.prometheus.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.adapter.prometheus.Labels;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.scrape.DeviceHistory;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.TimeSeries;

/** Reads the devices of a preset, and when they were held back, and what for. Confined to one thread. */
final class ThrottleReader {
    private final FamilyReader families;
    private final HardwarePreset preset;
    private final EventConfig config;

    ThrottleReader(FamilyReader families, HardwarePreset preset, EventConfig config) {
        this.families = families;
        this.preset = preset;
        this.config = config;
    }

    /** Returns the devices; those of which nothing tells that they are held back are blind. */
    List<FoundDevice> read() throws PrometheusQueryException, InterruptedException {
        SortedMap<DeviceKey, FoundDevice> found = new TreeMap<>();
        for (List<ThrottleFamily> alternative : preset.alternatives()) {
            read(alternative).forEach((key, series) -> found.putIfAbsent(key, device(key, series)));
        }
        for (String presence : preset.presence()) {
            for (OwnSeries one : families.readForeign(Selector.of(presence))) {
                Coverage there = Coverage.of(one.samples(), config.gaps());
                found.putIfAbsent(
                        key(one),
                        new FoundDevice(
                                key(one),
                                new TreeSet<>(),
                                new TreeSet<>(),
                                0,
                                name -> DeviceHistory.blind(name, there)));
            }
        }
        return List.copyOf(found.values());
    }

    private DeviceKey key(OwnSeries series) {
        return preset.device(new Labels(series.labels()));
    }

    /** Returns by device the series of each family; a device may have several, as one of each core or pod. */
    private SortedMap<DeviceKey, Map<ThrottleFamily, List<TimeSeries>>> read(List<ThrottleFamily> alternative)
            throws PrometheusQueryException, InterruptedException {
        SortedMap<DeviceKey, Map<ThrottleFamily, List<TimeSeries>>> byDevice = new TreeMap<>();
        for (ThrottleFamily family : alternative) {
            for (OwnSeries one : families.readForeign(family.selector())) {
                byDevice.computeIfAbsent(key(one), any -> new LinkedHashMap<>())
                        .computeIfAbsent(family, any -> new ArrayList<>())
                        .add(one.samples());
            }
        }
        byDevice.values()
                .removeIf(
                        of -> of.keySet().stream().allMatch(family -> family.meaning() == ThrottleFamily.Meaning.IDLE));
        return byDevice;
    }

    private FoundDevice device(DeviceKey key, Map<ThrottleFamily, List<TimeSeries>> series) {
        SortedSet<String> reasons = new TreeSet<>();
        List<TimeSeries> counters = new ArrayList<>();
        series.forEach((family, samples) -> {
            switch (family.meaning()) {
                case MASK -> reasons.addAll(ThrottleBits.reasons());
                case FLAG -> reasons.add(family.reason());
                case COUNTER -> {
                    reasons.add(family.reason());
                    counters.addAll(samples);
                }
                case IDLE -> {}
            }
        });
        ThrottleSamples together = new ThrottleSamples(series);
        if (!counters.isEmpty()) {
            double interval = counters.stream()
                    .mapToDouble(TimeSeries::medianIntervalMillis)
                    .max()
                    .orElse(0);
            return new FoundDevice(
                    key,
                    reasons,
                    together.reasons(),
                    interval,
                    name -> DeviceHistory.ofCounters(name, CollapseKind.CONFIRMED, counters, config));
        }
        TimeSeries flags = together.flags();
        return new FoundDevice(
                key,
                reasons,
                together.reasons(),
                flags.medianIntervalMillis(),
                name -> DeviceHistory.ofFlags(name, CollapseKind.CONFIRMED, flags, config));
    }
}

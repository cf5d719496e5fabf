package org.thermograd.adapter.prometheus.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.scrape.DeviceHistory;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.TimeSeries;

/** Reads the devices of an own query, a series each. */
final class QueriedDevices {
    private static final List<String> NAMES = List.of("device", "gpu", "index", "chip", "UUID", "uuid");

    private QueriedDevices() {}

    static List<FoundDevice> read(
            FamilyReader families, HardwareSide.CollapseQuery query, Duration step, EventConfig config)
            throws PrometheusQueryException, NothingFoundException, InterruptedException {
        List<FoundDevice> devices = new ArrayList<>();
        Set<DeviceKey> taken = new TreeSet<>();
        for (OwnSeries one : QueriedFlags.read(families, query.description(), query.promql(), step)) {
            String uuid = one.label("UUID").isEmpty() ? one.label("uuid") : one.label("UUID");
            String base = name(one);
            DeviceKey key = new DeviceKey(one.exporter(), base, uuid);
            for (int number = 2; !taken.add(key); number++) {
                key = new DeviceKey(one.exporter(), base + "-" + number, uuid);
            }
            devices.add(new FoundDevice(
                    key,
                    new TreeSet<>(List.of("recorded")),
                    new TreeSet<>(),
                    one.samples().medianIntervalMillis(),
                    history(one, config)));
        }
        return devices;
    }

    private static Function<String, DeviceHistory> history(OwnSeries series, EventConfig config) {
        TimeSeries samples = series.samples();
        return switch (QueriedFlags.kind(series)) {
            case FLAG -> name -> DeviceHistory.ofFlags(name, CollapseKind.RECORDED, flags(samples), config);
            case COUNTER -> name -> DeviceHistory.ofCounters(name, CollapseKind.RECORDED, List.of(samples), config);
        };
    }

    /** Returns 1 for what is above 0, else 0; what is not known stays so. */
    private static TimeSeries flags(TimeSeries samples) {
        double[] values = samples.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? Double.NaN : values[i] > 0 ? 1 : 0;
        }
        return TimeSeries.of(samples.epochMillis(), values);
    }

    private static String name(OwnSeries series) {
        for (String label : NAMES) {
            String value = series.label(label);
            if (!value.isEmpty()) {
                return label.equals("gpu") || label.equals("index") ? "gpu" + value : value;
            }
        }
        return "device";
    }
}

package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.collapse.EfficiencyInput;
import org.thermograd.domain.collapse.EfficiencyReading;

/**
 * The efficiency index of each device whose utilisation is read, and its parts. A part that needs a reading is there only
 * with a real one. Thread-safe if its supplier is.
 */
public final class EfficiencyCollector implements MetricCollector {
    private static final Family INDEX = deviceGauge(
            "thermograd_efficiency_index",
            "Efficiency index: utilisation and its steadiness, by load and heating; mean of the last 5 samples.");
    private static final Family RAW =
            deviceGauge("thermograd_efficiency_index_raw", "Efficiency index of the newest sample.");
    private static final Family STABILITY = deviceGauge(
            "thermograd_utilization_stability",
            "1 / (1 + deviation of the last 5 utilisations in percent points): 1 is steady.");
    private static final Family LOAD =
            deviceGauge("thermograd_load_ratio", "Power by rated power; absent where the power is not read.");
    private static final Family HEADROOM = deviceGauge(
            "thermograd_thermal_headroom_celsius",
            "Temperature limit minus temperature; the limit may be assumed, see thermograd_efficiency_input_available.");
    private static final Family ETA = deviceGauge(
            "thermograd_thermal_limit_eta_seconds",
            "Time to the temperature limit at the present slope, 1 to 600; 600 also where it does not rise.");
    private static final Family INPUT = Family.gauge(
            "thermograd_efficiency_input_available",
            "1 if an input of the index is really read, 0 if the index does without it or takes an assumed figure.",
            "device",
            "uuid",
            "input");
    private static final List<Family> ALL = List.of(INDEX, RAW, STABILITY, LOAD, HEADROOM, ETA, INPUT);

    private final Supplier<List<DeviceStatus>> devices;

    /**
     * Makes the collector.
     *
     * @param devices gives the devices as they are now; asked once a scrape
     */
    public EfficiencyCollector(Supplier<List<DeviceStatus>> devices) {
        this.devices = requireNonNull(devices, "devices");
    }

    private static Family deviceGauge(String name, String help) {
        return Family.gauge(name, help, "device", "uuid");
    }

    @Override
    public String name() {
        return "efficiency";
    }

    @Override
    public List<Family> families() {
        return ALL;
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        Map<Family, Points> page = new LinkedHashMap<>();
        ALL.forEach(family -> page.put(family, new Points(family)));
        for (DeviceStatus device : devices.get()) {
            device.efficiency().ifPresent(reading -> add(page, device, reading));
        }
        return page.values().stream()
                .flatMap(points -> points.snapshot().stream())
                .toList();
    }

    private static void add(Map<Family, Points> page, DeviceStatus status, EfficiencyReading reading) {
        String device = status.device().name();
        String uuid = status.device().uuid().orElse("");
        of(page, INDEX).add(reading.sample().smoothedIndex(), device, uuid);
        of(page, RAW).add(reading.sample().rawIndex(), device, uuid);
        of(page, STABILITY).add(reading.sample().stability(), device, uuid);
        if (reading.powerWatts().isPresent()) {
            of(page, LOAD).add(reading.sample().loadRatio(), device, uuid);
        }
        reading.temperatureCelsius()
                .ifPresent(celsius -> of(page, HEADROOM).add(reading.rating().limitCelsius() - celsius, device, uuid));
        if (reading.sample().slopeCelsiusPerSecond().isPresent()) {
            of(page, ETA).add(reading.sample().sustainSeconds(), device, uuid);
        }
        for (EfficiencyInput input : EfficiencyInput.values()) {
            of(page, INPUT).add(reading.read().contains(input) ? 1 : 0, device, uuid, input.id());
        }
    }

    private static Points of(Map<Family, Points> page, Family family) {
        return requireNonNull(page.get(family), family.name());
    }
}

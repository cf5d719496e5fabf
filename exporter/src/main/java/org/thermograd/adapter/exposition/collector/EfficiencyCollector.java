package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.FamilyPoints;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.collapse.EfficiencyReading;

/**
 * The efficiency index of each device whose utilization is read, and its parts. A part that needs a reading is there only
 * with a real one. Thread-safe if its supplier is.
 */
public final class EfficiencyCollector implements MetricCollector {
    private static final Family INDEX = deviceGauge(
            "thermograd_efficiency_index",
            "Efficiency index: utilization and its steadiness, by load and heating; mean of the last 5 samples.");
    private static final Family RAW =
            deviceGauge("thermograd_efficiency_index_raw", "Efficiency index of the newest sample.");
    private static final Family STABILITY = deviceGauge(
            "thermograd_utilization_stability",
            "1 / (1 + deviation of the last 5 utilizations in percent points): 1 is steady.");
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
        FamilyPoints page = new FamilyPoints(ALL);
        for (DeviceStatus device : scrape.devices()) {
            device.efficiency().ifPresent(reading -> add(page, device, reading));
        }
        return page.snapshots();
    }

    private static void add(FamilyPoints page, DeviceStatus status, EfficiencyReading reading) {
        String device = status.device().name();
        String uuid = status.device().uuid().orElse("");
        if (reading.hasIndex()) {
            page.of(INDEX).add(reading.sample().smoothedIndex(), device, uuid);
            page.of(RAW).add(reading.sample().rawIndex(), device, uuid);
        }
        page.of(STABILITY).add(reading.sample().stability(), device, uuid);
        if (reading.powerWatts().isPresent()) {
            page.of(LOAD).add(reading.sample().loadRatio(), device, uuid);
        }
        reading.temperatureCelsius()
                .ifPresent(celsius -> page.of(HEADROOM).add(reading.rating().limitCelsius() - celsius, device, uuid));
        if (reading.sample().slopeCelsiusPerSecond().isPresent()) {
            page.of(ETA).add(reading.sample().sustainSeconds(), device, uuid);
        }
        for (EfficiencyReading.Input input : EfficiencyReading.Input.values()) {
            page.of(INPUT).add(reading.read().contains(input) ? 1 : 0, device, uuid, input.id());
        }
    }
}

package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.FamilyPoints;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.collapse.CollapseStatus;
import org.thermograd.domain.collapse.DeviceStatus;

/**
 * The collapses of each device by reason. Where one could never be seen there is {@code collapse_observable} 0 and nothing
 * else; from when it can, the counters stand at 0. Thread-safe if its supplier is.
 */
public final class CollapseCollector implements MetricCollector {
    private static final double MILLIS = 1000;
    private static final Family OBSERVABLE = Family.gauge(
            "thermograd_collapse_observable",
            "1 while a collapse for this reason could be seen, 0 while it could not.",
            labels());
    private static final Family ACTIVE = Family.gauge(
            "thermograd_collapse_active", "1 while the device is in a collapse for this reason.", labels());
    private static final Family TOTAL = Family.counter(
            "thermograd_collapses_total",
            "Collapses whose onset was seen; onsets less than 10 s after a collapse belong to it.",
            labels());
    private static final Family SECONDS =
            Family.counter("thermograd_collapse_seconds_total", "Time in collapses for this reason.", labels());
    private static final Family ONSET = Family.gauge(
            "thermograd_collapse_onset_timestamp_seconds",
            "When the last 16 collapses began; the slot is the number of the collapse, from 0, modulo 16.",
            slotLabels());
    private static final Family END = Family.gauge(
            "thermograd_collapse_end_timestamp_seconds",
            "The last sample of the collapse in the same slot; moves on while it lasts.",
            slotLabels());
    private static final Family OBSERVED = Family.counter(
            "thermograd_collapse_observed_seconds_total",
            "Time in which a collapse for this reason could be seen.",
            labels());
    private static final Family LATENCY = Family.gauge(
            "thermograd_collapse_detector_latency_seconds",
            "How late an onset still is; onsets are moved back to the first sample of their condition already.",
            "reason");
    private static final List<Family> ALL = List.of(OBSERVABLE, ACTIVE, TOTAL, SECONDS, ONSET, END, OBSERVED, LATENCY);

    private static String[] labels() {
        return new String[] {"device", "uuid", "reason"};
    }

    private static String[] slotLabels() {
        return new String[] {"device", "uuid", "reason", "slot"};
    }

    @Override
    public String name() {
        return "collapse";
    }

    @Override
    public List<Family> families() {
        return ALL;
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        FamilyPoints page = new FamilyPoints(ALL);
        Set<CollapseReason> reasons = EnumSet.noneOf(CollapseReason.class);
        for (DeviceStatus device : scrape.devices()) {
            device.collapses().forEach((reason, status) -> {
                List<String> labels =
                        List.of(device.device().name(), device.device().uuid().orElse(""), reason.id());
                page.of(OBSERVABLE).add(status.observable() ? 1 : 0, labels);
                if (status.everObservable()) {
                    addCounted(page, labels, status);
                    reasons.add(reason);
                }
            });
        }
        // How late the monitor of a recording was is not known.
        reasons.remove(CollapseReason.RECORDED);
        reasons.forEach(reason -> page.of(LATENCY).add(0, reason.id()));
        return page.snapshots();
    }

    private static void addCounted(FamilyPoints page, List<String> labels, CollapseStatus status) {
        page.of(ACTIVE).add(status.active() ? 1 : 0, labels);
        page.of(TOTAL).add((double) status.total(), labels);
        page.of(SECONDS).add(status.seconds(), labels);
        page.of(OBSERVED).add(status.observedSeconds(), labels);
        addSlots(page.of(ONSET), labels, status.onsetMillis());
        addSlots(page.of(END), labels, status.endMillis());
    }

    private static void addSlots(Points points, List<String> labels, SortedMap<Integer, Long> slots) {
        slots.forEach((slot, millis) ->
                points.add(millis / MILLIS, labels.get(0), labels.get(1), labels.get(2), Points.slot(slot)));
    }
}

package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.thermograd.domain.collapse.CollapseJournal;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.collapse.CollapseRecord;
import org.thermograd.domain.collapse.FlagState;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;

/**
 * Makes events of collapses: the beginning of one once, each end of it with what was read until then. Keeps a journal of its own, so
 * that it knows at an end what led to it. Confined to the thread that gives the samples.
 */
public final class CollapseNews implements CollapseListener {
    private final Consumer<BeanEvent> teller;
    private final CollapseJournal journal = new CollapseJournal();
    private final Map<String, Long> told = new HashMap<>();

    /**
     * Begins without collapses.
     *
     * @param teller takes the events; must return quickly
     */
    CollapseNews(Consumer<BeanEvent> teller) {
        this.teller = requireNonNull(teller, "teller");
    }

    @Override
    public void restarted(ClockChange change) {
        journal.restarted(change);
    }

    @Override
    public void sampled(HardwareSnapshot snapshot) {
        journal.sampled(snapshot);
    }

    @Override
    public void flagged(Device device, CollapseReason reason, long millis, FlagState state, long sinceMillis) {
        journal.flagged(device, reason, millis, state, sinceMillis);
    }

    @Override
    public void started(Device device, CollapseReason reason, long onsetMillis) {
        journal.started(device, reason, onsetMillis);
        Long before = told.put(device.name() + " " + reason.id(), onsetMillis);
        if (before == null || before != onsetMillis) {
            teller.accept(BeanEvent.of(
                    EventType.COLLAPSE_STARTED,
                    device.name() + " has lost performance: " + CollapseReason.inWords(reason.id()),
                    data(device, reason, onsetMillis)));
        }
    }

    @Override
    public void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
        journal.ended(device, reason, onsetMillis, endMillis);
        Map<String, Object> data = data(device, reason, onsetMillis);
        data.put("end", Instant.ofEpochMilli(endMillis).toString());
        journal.newest().stream()
                .filter(collapse -> collapse.device().equals(device)
                        && collapse.reason() == reason
                        && collapse.onsetMillis() == onsetMillis)
                .findFirst()
                .ifPresent(collapse -> addEvidence(collapse, data));
        teller.accept(BeanEvent.of(
                EventType.COLLAPSE_ENDED,
                device.name() + " has recovered: " + CollapseReason.inWords(reason.id()),
                data));
    }

    private static Map<String, Object> data(Device device, CollapseReason reason, long onsetMillis) {
        Map<String, Object> data = new TreeMap<>();
        data.put("device", device.name());
        device.uuid().ifPresent(uuid -> data.put("uuid", uuid));
        data.put("kind", reason.kind().id());
        data.put("reason", reason.id());
        data.put("onset", Instant.ofEpochMilli(onsetMillis).toString());
        return data;
    }

    private static void addEvidence(CollapseRecord collapse, Map<String, Object> data) {
        collapse.peakCelsius().ifPresent(celsius -> data.put("peakTemperatureCelsius", celsius));
        collapse.clockRatio().ifPresent(ratio -> data.put("clockRatio", ratio));
        collapse.energyJoules().ifPresent(joules -> data.put("energyJoules", joules));
    }
}

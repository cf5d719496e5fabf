package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.analysis.run.DeviceWatch;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.JudgedStretch;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * A run with its own devices.
 *
 * @param training the run
 * @param devices its devices
 * @param absent devices that it said it trains on, and that nobody exposes
 */
public record RunAndDevices(TrainingHistory training, List<DeviceHistory> devices, SortedSet<String> absent) {
    public RunAndDevices {
        requireNonNull(training, "training");
        devices = List.copyOf(devices);
        absent = Collections.unmodifiableSortedSet(new TreeSet<>(absent));
    }

    /**
     * Returns the stretches of the run as events. A device whose collapses could not be observed while the run trained is
     * listed and left out of the rest, unless that holds for all of them.
     */
    public List<JudgedStretch> stretches() {
        List<JudgedStretch> stretches = new ArrayList<>();
        for (TrainingStretch stretch : training.stretches()) {
            stretches.add(new JudgedStretch(events(stretch), stretch.reasons()));
        }
        return stretches;
    }

    private RunEvents events(TrainingStretch stretch) {
        List<DeviceHistory> used = used(stretch);
        SortedSet<String> blind = new TreeSet<>(absent);
        devices.forEach(device -> blind.add(device.name()));
        if (used.stream().anyMatch(DeviceHistory::observable)) {
            used.forEach(device -> blind.remove(device.name()));
        }
        Coverage coverage = stretch.coverage();
        Coverage watched = stretch.coverage();
        SortedMap<String, List<Event>> collapses = new TreeMap<>();
        SortedMap<String, DeviceWatch> watches = new TreeMap<>();
        for (DeviceHistory device : used) {
            if (device.observable() || device.coverage().totalMillis() > 0) {
                coverage = coverage.intersect(device.coverage());
                watched = watched.intersect(device.looked());
            }
            collapses.put(device.name(), during(stretch, device.collapses()));
            watches.put(
                    device.name(),
                    new DeviceWatch(
                            stretch.coverage().intersect(device.coverage()).withoutInstants(),
                            stretch.coverage().intersect(device.looked()).withoutInstants(),
                            (int) device.censoredMillis().stream()
                                    .filter(time -> stretch.coverage().contains(time))
                                    .count(),
                            OptionalLong.empty()));
        }
        return new RunEvents(
                stretch.id(),
                stretch.detectorId(),
                stretch.steps(),
                stretch.nonFinite(),
                stretch.spikeSteps(),
                stretch.spikes(),
                collapses,
                watches,
                blind,
                coverage.withoutInstants(),
                watched.withoutInstants(),
                stretch.facts());
    }

    /** Those that could be observed while it trained; else those that could be at other times; else all. */
    private List<DeviceHistory> used(TrainingStretch stretch) {
        List<DeviceHistory> observable =
                devices.stream().filter(DeviceHistory::observable).toList();
        List<DeviceHistory> meanwhile = observable.stream()
                .filter(device ->
                        device.coverage().intersect(stretch.coverage()).totalMillis() > 0)
                .toList();
        if (!meanwhile.isEmpty()) {
            return meanwhile;
        }
        return observable.isEmpty() ? devices : observable;
    }

    /** Devices live on before and after a run; only what they did from its first to its last push is its own. */
    private static List<Event> during(TrainingStretch stretch, List<Event> collapses) {
        Optional<Segment> hull = stretch.coverage().hull();
        return collapses.stream()
                .filter(collapse -> hull.filter(time -> time.contains(collapse.onsetMillis()))
                        .isPresent())
                .toList();
    }
}

package org.thermograd.adapter.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.timeline.Curve;
import org.thermograd.domain.analysis.timeline.CurveKind;
import org.thermograd.domain.analysis.timeline.Timeline;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.training.RunAnnotations;

/**
 * What of a timeline is drawn: its panels, one a signal, with the events that are marked in them. Of many devices the ones with
 * the most collapses.
 *
 * @param timeline the timeline
 * @param panels those that have curves, in the order of the signals
 * @param spikes all of its spikes
 * @param collapses those of the devices that are drawn
 * @param annotations what the run said about its time
 * @param devicesLeftOut how many devices are not drawn
 */
record TimelineView(
        Timeline timeline,
        Map<CurveKind, List<Curve>> panels,
        List<Event> spikes,
        List<Event> collapses,
        RunAnnotations annotations,
        int devicesLeftOut) {
    private static final int MOST_DEVICES = 8;

    static TimelineView of(Timeline timeline, List<RunEvents> runs) {
        List<RunEvents> own = runs.stream()
                .filter(run -> timeline.stretches().contains(run.id()))
                .toList();
        List<String> all = timeline.curves().stream()
                .flatMap(curve -> curve.device().stream())
                .distinct()
                .toList();
        Set<String> drawn = all.stream()
                .sorted(Comparator.comparing(
                        (String device) -> -collapses(own, device).size()))
                .limit(MOST_DEVICES)
                .collect(Collectors.toSet());
        Map<CurveKind, List<Curve>> panels = new LinkedHashMap<>();
        timeline.curves().stream()
                .filter(curve -> curve.device().map(drawn::contains).orElse(true))
                .forEach(curve -> panels.computeIfAbsent(curve.signal(), signal -> new ArrayList<>())
                        .add(curve));
        return new TimelineView(
                timeline,
                panels,
                own.stream().flatMap(run -> run.spikes().stream()).toList(),
                drawn.stream()
                        .flatMap(device -> collapses(own, device).stream())
                        .sorted(Comparator.comparingLong(Event::onsetMillis))
                        .toList(),
                new RunAnnotations(
                        own.stream()
                                .flatMap(run -> run.steps().annotations().marks().stream())
                                .toList(),
                        own.stream()
                                .flatMap(run -> run.steps().annotations().phases().stream())
                                .toList()),
                all.size() - drawn.size());
    }

    private static List<Event> collapses(List<RunEvents> runs, String device) {
        return runs.stream()
                .flatMap(run -> run.collapses().getOrDefault(device, List.of()).stream())
                .toList();
    }

    /** Returns how many curves are drawn. */
    int curves() {
        return panels.values().stream().mapToInt(List::size).sum();
    }
}

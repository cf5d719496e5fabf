package org.thermograd.testing;

import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.run.DeviceWatch;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.run.StepFacts;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.StepPace;

/** Runs and parameters as the vectors 15 to 19 hold them: trains of events. */
public final class VectorRuns {
    private VectorRuns() {}

    /** Reads the runs of a case, of one device each. */
    public static List<RunEvents> runs(JsonNode one) {
        List<RunEvents> runs = new ArrayList<>();
        one.get("runs").forEach(run -> runs.add(run(run, "run-" + runs.size(), Map.of("gpu0", run.get("collapses")))));
        return runs;
    }

    /** Reads a case whose devices have their own onsets. */
    public static List<RunEvents> ofDevices(JsonNode one) {
        Map<String, JsonNode> onsets = new TreeMap<>();
        one.get("onsets").properties().forEach(device -> onsets.put(device.getKey(), device.getValue()));
        return List.of(run(one.at("/runs/0"), "run", onsets));
    }

    private static RunEvents run(JsonNode run, String id, Map<String, JsonNode> onsets) {
        Coverage coverage = new Coverage(segments(run.get("O")));
        SortedMap<String, List<Event>> collapses = new TreeMap<>();
        SortedMap<String, DeviceWatch> watches = new TreeMap<>();
        onsets.forEach((device, times) -> {
            collapses.put(device, events(EventKind.RECORDED_COLLAPSE, longs(times)));
            watches.put(device, new DeviceWatch(coverage, coverage, 0, OptionalLong.empty()));
        });
        long[] spikes = longs(run.get("spikes"));
        return new RunEvents(
                id,
                "log_hampel",
                1,
                0,
                spikes.length,
                events(EventKind.SPIKE, spikes),
                collapses,
                watches,
                new TreeSet<>(),
                coverage,
                coverage,
                new StepFacts(
                        List.of(),
                        Optional.empty(),
                        Arrays.stream(longs(run.get("starts"))).boxed().toList(),
                        Optional.of(pace(coverage))),
                Arrays.stream(longs(run.get("starts"))).boxed().toList());
    }

    /** A gap of the coverage is a step that lasted as long. */
    private static StepPace pace(Coverage coverage) {
        List<StepPace.Stop> stops = new ArrayList<>();
        for (int i = 1; i < coverage.segments().size(); i++) {
            Segment gap = new Segment(
                    coverage.segments().get(i - 1).endMillis(),
                    coverage.segments().get(i).startMillis());
            stops.add(new StepPace.Stop(gap, gap.lengthMillis()));
        }
        return new StepPace(900, 2900, stops, List.of());
    }

    private static List<Event> events(EventKind kind, long[] times) {
        return Arrays.stream(times)
                .sorted()
                .mapToObj(time -> new Event("source", kind, "reason", time, time, 0, 1))
                .toList();
    }

    /** Reads pairs of the first millisecond and the one after the last. */
    public static List<Segment> segments(JsonNode pairs) {
        List<Segment> segments = new ArrayList<>();
        pairs.forEach(pair ->
                segments.add(new Segment(pair.get(0).longValue(), pair.get(1).longValue())));
        return segments;
    }

    /** Reads the parameters of a case, those that differ from the defaults; its collapses are incidents already. */
    public static CorrelationConfig config(JsonNode one) {
        JsonNode changed = one.get("params");
        EventConfig events = EventConfig.DEFAULTS;
        PauseRule pauses = events.pauses();
        CoincidenceConfig coincidence = CoincidenceConfig.DEFAULTS;
        return new CorrelationConfig(
                CorrelationConfig.DEFAULTS.detector(),
                new EventConfig(
                        events.spikeRefractoryMillis(),
                        events.collapseRefractoryMillis(),
                        0,
                        changed.path("latencyKnown").asBoolean(false),
                        events.gaps(),
                        events.shifts(),
                        new PauseRule(
                                changed.path("resumeMs").asLong(pauses.resumeMillis()),
                                pauses.pauseFactor(),
                                pauses.pauseExtraMillis(),
                                pauses.slowFactor(),
                                pauses.pauseSteps(),
                                pauses.stallFactor(),
                                pauses.pauseGrowth(),
                                pauses.maxLeftOut()),
                        true,
                        false),
                new CoincidenceConfig(
                        0,
                        coincidence.deltaTMillis(),
                        coincidence.blockMillis(),
                        coincidence.alpha(),
                        coincidence.syncAlpha(),
                        coincidence.minRateRatio(),
                        coincidence.maxExposure(),
                        changed.path("shortWindows").asInt(coincidence.shortWindows()),
                        coincidence.latencyTrialsMillis(),
                        coincidence.scanMillis()),
                CorrelationConfig.DEFAULTS.power());
    }
}

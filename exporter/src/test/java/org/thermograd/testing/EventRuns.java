package org.thermograd.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.analysis.run.DeviceWatch;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.run.StepFacts;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/** Runs of one device, {@code gpu0}, made of event times. */
public final class EventRuns {
    /** Parameters in which each collapse counts, however close to the one before. */
    public static final EventConfig EACH =
            GoldenRuns.asBefore(CorrelationConfig.DEFAULTS).events();

    private EventRuns() {}

    /**
     * Returns a run.
     *
     * @param spikes their times in milliseconds
     * @param collapses likewise
     */
    public static RunEvents run(String id, Coverage coverage, long[] spikes, long[] collapses) {
        return new RunEvents(
                id,
                "log_hampel",
                1,
                0,
                spikes.length,
                events(EventKind.SPIKE, spikes),
                new TreeMap<>(Map.of("gpu0", events(EventKind.RECORDED_COLLAPSE, collapses))),
                new TreeMap<>(Map.of("gpu0", new DeviceWatch(coverage, coverage, 0, OptionalLong.empty()))),
                new TreeSet<>(),
                coverage,
                coverage,
                StepFacts.UNKNOWN);
    }

    private static List<Event> events(EventKind kind, long[] times) {
        List<Event> events = new ArrayList<>();
        for (long time : times) {
            events.add(new Event("source", kind, "reason", time, time, 0, 1));
        }
        return events;
    }

    /** Analyses runs with a guard of 1 s. */
    public static Analysis analysis(List<RunEvents> runs) {
        return new Analyzer(CorrelationConfig.DEFAULTS)
                .judge(new PooledRuns(runs, List.of(), List.of(), Set.of()), 1000);
    }

    /** Returns the coverage of stretches, each given by its first millisecond and the one after its last. */
    public static Coverage watched(long... edges) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < edges.length; i += 2) {
            segments.add(new Segment(edges[i], edges[i + 1]));
        }
        return new Coverage(segments);
    }
}

package org.thermograd.app.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.collector.SamplingCollector;
import org.thermograd.adapter.exposition.collector.SelfCollector;
import org.thermograd.adapter.http.RouteGroup;
import org.thermograd.app.cli.Build;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.TooManyRunsException;

/**
 * Plays a recording through what the exporter makes metrics with, in the time of the recording. Confined to one thread, but
 * for the metrics, which any may ask for.
 */
final class Playback {
    private final VirtualClock clock = new VirtualClock();
    private final Pipeline pipeline;
    private final List<MetricCollector> collectors = new ArrayList<>();
    private ReplayInput input;
    private HardwareReplay hardware;

    /** Starts before the first sample. */
    Playback(ReplayInput input) {
        this.input = input;
        this.pipeline =
                Pipeline.of(input.collapses(), input.steps(), ArrivalClock.of(clock), List.of(), StepListener.NONE);
        this.hardware = new HardwareReplay(input.devices(), pipeline.collapses());
        collectors.add(new SelfCollector(Build.facts(), source(input.devices()), source(input.runs())));
        collectors.add(new SamplingCollector(input.collapses().samplePeriod(), () -> 0, Map::of));
        collectors.addAll(Pipeline.collectors());
    }

    private static Provenance source(List<?> side) {
        return side.isEmpty() ? Provenance.NONE : Provenance.REPLAYED;
    }

    /**
     * Goes on with the same recording at a later time, as if the host had gone on: what was counted stays counted. Runs
     * that are active end.
     */
    void goOnWith(ReplayInput later) {
        input.runs().forEach(run -> pipeline.steps().finish(run.run()));
        input = later;
        hardware = new HardwareReplay(later.devices(), pipeline.collapses());
    }

    /** Plays everything up to a time, at one time samples before steps, and sets the clock to it. At its end no step is to come. */
    void playUntil(long until) {
        while (true) {
            long sample = hardware.nextMillis();
            long step = Long.MAX_VALUE;
            ReplayRun next = null;
            for (ReplayRun run : input.runs()) {
                if (run.nextMillis() < step) {
                    step = run.nextMillis();
                    next = run;
                }
            }
            if (Math.min(sample, step) > until) {
                if (Math.min(sample, step) == Long.MAX_VALUE) {
                    pipeline.steps().settle();
                }
                break;
            }
            clock.set(Math.min(sample, step));
            if (next == null || sample <= step) {
                hardware.advance();
            } else {
                push(next);
            }
        }
        clock.set(until);
        hardware.refresh(until);
        hardware.latest().ifPresent(pipeline::onSnapshot);
    }

    private void push(ReplayRun run) {
        try {
            run.advance(pipeline.steps());
        } catch (TooManyRunsException e) {
            throw new IllegalStateException("there must be room for all runs", e);
        }
    }

    /** Returns what is played now. */
    ReplayInput input() {
        return input;
    }

    /** Returns the metrics, with those of more collectors. Thread-safe. */
    Exposition exposition(List<MetricCollector> more) {
        List<MetricCollector> all = new ArrayList<>(collectors);
        all.addAll(more);
        return new Exposition(all, pipeline::scrape, clock);
    }

    /** Returns the route that lists the newest collapses. */
    RouteGroup collapseRoutes() {
        return pipeline.collapseRoutes();
    }

    /** Returns what was found, in words. */
    String found() {
        long spikes = pipeline.steps().snapshot().runs().stream()
                .mapToLong(run -> run.counts().spikes())
                .sum();
        long collapses = pipeline.collapses().devices().stream()
                .flatMap(device -> device.collapses().values().stream())
                .mapToLong(status -> status.total())
                .sum();
        return input.devices().size() + " devices, " + input.runs().size() + " runs, " + spikes + " spikes, "
                + collapses + " collapses by device and reason";
    }

    /** A clock that shows the time of the data, set by whoever plays it back. Thread-safe. */
    static final class VirtualClock implements InstantSource {
        private volatile Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        void set(long epochMillis) {
            now = Instant.ofEpochMilli(epochMillis);
        }
    }
}

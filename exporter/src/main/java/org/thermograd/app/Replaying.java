package org.thermograd.app;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thermograd.adapter.exposition.Backfill;
import org.thermograd.adapter.exposition.DataSource;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.SamplingCollector;
import org.thermograd.adapter.exposition.SelfCollector;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.TooManyRunsException;

/**
 * Plays a recording back through what the exporter makes metrics with, in the time of the recording, and scrapes it. The
 * first scrape is at the first sample or step, the last one at the last or as soon after it as the interval says. Confined
 * to one thread.
 */
final class Replaying {
    private static final int PROGRESS_PARTS = 100;

    private final ReplayInput input;
    private final long intervalMillis;
    private final VirtualClock clock = new VirtualClock();
    private final Pipeline pipeline;
    private final HardwareReplay hardware;
    private final Backfill backfill;
    private long scrapes;

    private Replaying(ReplayInput input, ReplayConfig config) {
        this.input = input;
        this.intervalMillis = config.scrapeInterval().toMillis();
        this.pipeline = Pipeline.of(input.collapses(), input.steps(), clock, List.of(), StepListener.NONE);
        this.hardware = new HardwareReplay(input.devices(), pipeline.collapses());
        List<MetricCollector> collectors = new ArrayList<>();
        collectors.add(new SelfCollector(Build.facts(), source(input.devices()), source(input.runs())));
        collectors.add(new SamplingCollector(input.collapses().samplePeriod(), () -> 0, Map::of));
        collectors.addAll(pipeline.collectors());
        this.backfill = new Backfill(
                new Exposition(collectors, hardware::latest, clock),
                config.job(),
                config.instance().orElse(input.name()));
    }

    private static DataSource source(List<?> side) {
        return side.isEmpty() ? DataSource.NONE : DataSource.REPLAYED;
    }

    /**
     * Plays a recording into a file of metrics.
     *
     * @throws CommandFailedException if the recording cannot be used, or the file not written
     */
    static void run(ReplayConfig config, Console console) throws CommandFailedException {
        console.phase("reading the recording");
        ReplayInput input = ReplayInput.read(config);
        Replaying replaying = new Replaying(input, config);
        try (ReplayOutput output = ReplayOutput.open(config.output(), console.out())) {
            replaying.play(output, console);
            output.commit();
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + config.output() + ": " + FileReasons.of(e), e);
        }
        console.endPhase();
        PrintStream words = ReplayOutput.isStandard(config.output()) ? console.err() : console.out();
        words.println(replaying.summary());
        input.notes().forEach(note -> words.println("Note: " + note));
        if (!ReplayOutput.isStandard(config.output())) {
            words.println("Metrics: " + config.output() + ", for promtool tsdb create-blocks-from openmetrics");
        }
    }

    private void play(ReplayOutput output, Console console) throws IOException {
        long first = input.firstMillis();
        long last = input.lastMillis();
        long total = (last - first + intervalMillis - 1) / intervalMillis + 1;
        console.phase("replaying " + Duration.ofMillis(last - first) + ", " + total + " scrapes");
        for (long at = first; ; at += intervalMillis) {
            playUntil(at);
            clock.set(at);
            hardware.refresh(at);
            backfill.writeScrape(Instant.ofEpochMilli(at), output.stream());
            scrapes++;
            if (at >= last || output.isBroken()) {
                break;
            }
            if (scrapes * PROGRESS_PARTS / total > (scrapes - 1) * PROGRESS_PARTS / total) {
                console.progress("replaying, " + scrapes * PROGRESS_PARTS / total + " %");
            }
        }
        backfill.writeEnd(output.stream());
    }

    /** Plays everything up to a time; at one time samples before steps. */
    private void playUntil(long until) {
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
                return;
            }
            clock.set(Math.min(sample, step));
            if (next == null || sample <= step) {
                hardware.advance();
            } else {
                push(next);
            }
        }
    }

    private void push(ReplayRun run) {
        try {
            run.advance(pipeline.steps());
        } catch (TooManyRunsException e) {
            throw new IllegalStateException("there must be room for all runs", e);
        }
    }

    private String summary() {
        long spikes = pipeline.steps().snapshot().runs().stream()
                .mapToLong(run -> run.counts().spikes())
                .sum();
        long collapses = pipeline.collapses().devices().stream()
                .flatMap(device -> device.collapses().values().stream())
                .mapToLong(status -> status.total())
                .sum();
        return "Replayed " + Instant.ofEpochMilli(input.firstMillis()) + " to "
                + Instant.ofEpochMilli(input.lastMillis()) + " in " + scrapes + " scrapes: "
                + input.devices().size() + " devices, " + input.runs().size() + " runs, " + spikes + " spikes, "
                + collapses + " collapses by device and reason";
    }
}

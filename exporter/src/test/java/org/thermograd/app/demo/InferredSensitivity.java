package org.thermograd.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.collapse.CollapseStatus;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SessionListener;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulatedSession;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/**
 * How many of the collapses that the driver of a simulated device confirms an efficiency drop is found with, and how many
 * drops are in one: two that overlap are the same.
 *
 * @param confirmed confirmed collapses
 * @param found those of them that a drop overlaps
 * @param drops efficiency drops while heating
 * @param right those of them that overlap a confirmed collapse
 * @param seeingSeconds time in which a drop could be seen
 * @param totalSeconds all time
 */
record InferredSensitivity(int confirmed, int found, int drops, int right, double seeingSeconds, double totalSeconds) {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Instant START = Instant.parse("2026-11-22T10:36:00Z");

    /** What stands above the rows of a table in Markdown. */
    static final String HEADER = """
            | scenario | confirmed | found | sensitivity | drops | in a confirmed one | precision | time in which one could be seen | seed 1: found of confirmed |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    /** Returns that of an hour of a scenario with a seed. */
    static InferredSensitivity of(Scenario scenario, int seed) {
        SimulatedRun run =
                SimulatedRun.all(scenario, scenario.parameters(), seed).get(0);
        SimulatedSession session = new SimulatedSession(run, START);
        Watch watch = new Watch(session);
        session.run(LENGTH, PERIOD, watch);
        return watch.found();
    }

    /** Returns those of an hour of a scenario with the seeds from 1 on. */
    static List<InferredSensitivity> each(Scenario scenario, int seeds) {
        return IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> of(scenario, seed))
                .toList();
    }

    /**
     * Returns a row of the table.
     *
     * @param name what stands before it
     * @param each sessions, that of seed 1 first
     */
    static String row(String name, List<InferredSensitivity> each) {
        InferredSensitivity all =
                each.stream().reduce(new InferredSensitivity(0, 0, 0, 0, 0, 0), InferredSensitivity::plus);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %d | %d | %s | %s | %s |",
                name,
                all.confirmed,
                all.found,
                share(all.found, all.confirmed),
                all.drops,
                all.right,
                share(all.right, all.drops),
                share(all.seeingSeconds, all.totalSeconds),
                each.get(0).inWords());
    }

    /** Returns how many were found, such as {@code 6 of 24}. */
    String inWords() {
        return found + " of " + confirmed;
    }

    private InferredSensitivity plus(InferredSensitivity other) {
        return new InferredSensitivity(
                confirmed + other.confirmed,
                found + other.found,
                drops + other.drops,
                right + other.right,
                seeingSeconds + other.seeingSeconds,
                totalSeconds + other.totalSeconds);
    }

    private static String share(double part, double of) {
        return of == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * part / of);
    }

    /** One collapse; its end moves on while the session lasts. */
    private record Span(CollapseReason reason, long onsetMillis, long endMillis) {
        boolean overlaps(Span other) {
            return onsetMillis <= other.endMillis && other.onsetMillis <= endMillis;
        }
    }

    /** Hears of the collapses of the first device. Confined to one thread. */
    private static final class Watch implements SessionListener, CollapseListener {
        private final Pipeline pipeline;
        private final List<Span> spans = new ArrayList<>();

        Watch(SimulatedSession session) {
            this.pipeline = Pipeline.of(
                    CollapseConfig.of(PERIOD),
                    IngestConfig.withDefaults(),
                    ArrivalClock.of(session.clock()),
                    List.of(this),
                    StepListener.NONE);
        }

        @Override
        public void onPush(RunId run, TrainingPush push) {}

        @Override
        public void onSnapshot(HardwareSnapshot snapshot) {
            pipeline.collapses().onSnapshot(snapshot);
        }

        @Override
        public void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
            if (device.name().equals("gpu0")) {
                // One that went on within the refractory ends again.
                spans.removeIf(span -> span.reason() == reason && span.onsetMillis() == onsetMillis);
                spans.add(new Span(reason, onsetMillis, endMillis));
            }
        }

        /** Returns the collapses of a kind; those for several reasons at a time are one. */
        private List<Span> of(CollapseKind kind) {
            List<Span> joined = new ArrayList<>();
            spans.stream()
                    .filter(span -> span.reason().kind() == kind)
                    .sorted((a, b) -> Long.compare(a.onsetMillis(), b.onsetMillis()))
                    .forEach(span -> {
                        int last = joined.size() - 1;
                        if (last >= 0 && joined.get(last).overlaps(span)) {
                            Span before = joined.get(last);
                            joined.set(
                                    last,
                                    new Span(
                                            before.reason(),
                                            before.onsetMillis(),
                                            Math.max(before.endMillis(), span.endMillis())));
                        } else {
                            joined.add(span);
                        }
                    });
            return joined;
        }

        InferredSensitivity found() {
            List<Span> confirmed = of(CollapseKind.CONFIRMED);
            List<Span> drops = of(CollapseKind.INFERRED);
            CollapseStatus inferred = pipeline.collapses().devices().stream()
                    .filter(status -> status.device().name().equals("gpu0"))
                    .map(status -> status.collapses().get(CollapseReason.EFFICIENCY))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            return new InferredSensitivity(
                    confirmed.size(),
                    overlapping(confirmed, drops),
                    drops.size(),
                    overlapping(drops, confirmed),
                    inferred.observedSeconds(),
                    LENGTH.toSeconds());
        }

        private static int overlapping(List<Span> some, List<Span> others) {
            return (int) some.stream()
                    .filter(one -> others.stream().anyMatch(one::overlaps))
                    .count();
        }
    }
}

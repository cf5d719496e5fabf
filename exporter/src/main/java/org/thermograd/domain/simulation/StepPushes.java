package org.thermograd.domain.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.simulation.TrainingLoop.FinishedStep;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/** Makes of each step what its run pushes. Immutable. */
final class StepPushes {
    private static final double MILLIS = 1000;

    private final Optional<SortedMap<String, String>> labels;
    private final Optional<List<String>> devices;

    StepPushes(SimulatedRun run) {
        SortedMap<String, String> made = new TreeMap<>();
        made.put("source", "simulated");
        made.put("scenario", run.scenario().id());
        this.labels = Optional.of(Collections.unmodifiableSortedMap(made));
        this.devices = Optional.of(run.devices());
    }

    /** Returns the push of a step; the time 0 of the host is at {@code originMillis}. */
    TrainingPush of(FinishedStep finished, long originMillis) {
        TrainingStep step = new TrainingStep(
                finished.step(),
                OptionalLong.of(originMillis + millis(finished)),
                OptionalDouble.of(finished.sample().gradNorm()),
                OptionalDouble.of(finished.sample().loss()),
                OptionalDouble.empty());
        return new TrainingPush(labels, devices, List.of(step), 0, Optional.empty());
    }

    /** Returns when a step ended, since the time 0 of the host. */
    static long millis(FinishedStep finished) {
        return Math.round(MILLIS * finished.endSeconds());
    }
}

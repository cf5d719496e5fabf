package org.thermograd.adapter.http.pushgateway;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.http.gate.LimitedLog;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.Pusher;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/** Gives the steps of pushed groups to whoever counts steps. Thread-safe. */
final class StepFeed {
    private static final Logger logger = LoggerFactory.getLogger(StepFeed.class);

    private final StepSink sink;
    private final LimitedLog failures = new LimitedLog(logger, "pushed_step_lost", System::nanoTime);

    StepFeed(StepSink sink) {
        this.sink = requireNonNull(sink, "sink");
    }

    /**
     * Takes a push that was accepted. Its step counts if its number is not the one that the group had before: most clients
     * push again and again what has not changed. A step that cannot be counted does not make the push fail.
     *
     * @param before the families that it replaced
     * @param pusher whose share it counts for
     */
    void pushed(GroupKey group, List<PushedFamily> families, List<PushedFamily> before, Optional<Pusher> pusher) {
        Optional<TrainingStep> step = PushedSteps.step(families);
        Optional<RunId> run = PushedSteps.run(group);
        if (step.isEmpty()
                || run.isEmpty()
                || PushedSteps.number(before).stream()
                        .anyMatch(last -> last == step.get().step())) {
            return;
        }
        try {
            sink.push(run.get(), TrainingPush.of(List.of(step.get())), pusher);
        } catch (TooManyRunsException | NotStoredException e) {
            failures.write(() -> logger.warn(
                    "event=pushed_step_lost run={} step={} reason=\"{}\"",
                    run.get(),
                    step.get().step(),
                    String.valueOf(e.getMessage())));
        }
    }
}

package org.thermograd.adapter.jmx.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/**
 * Makes pushes of steps that are looked at now and then: a step that was seen is none, one that is further on tells how
 * many were missed, and one further back means that the training began anew. Confined to one thread.
 */
final class StepSequence {
    private OptionalLong last = OptionalLong.empty();

    /** Returns what to push of a reading, nothing if its step was taken before or has no signal. */
    Optional<TrainingPush> next(StepReading reading) {
        long step = reading.step();
        if (reading.signals().isEmpty() || (last.isPresent() && last.getAsLong() == step)) {
            return Optional.empty();
        }
        long missed = last.isPresent() && step > last.getAsLong() ? step - last.getAsLong() - 1 : 0;
        TrainingStep next = new TrainingStep(
                step,
                OptionalLong.empty(),
                reading.value(Signal.GRAD_NORM),
                reading.value(Signal.LOSS),
                reading.value(Signal.LEARNING_RATE));
        return Optional.of(new TrainingPush(Optional.empty(), Optional.empty(), List.of(next), 0, dropped(missed)));
    }

    private static Optional<DroppedSteps> dropped(long missed) {
        return missed == 0
                ? Optional.empty()
                : Optional.of(new DroppedSteps(
                        missed, 0, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    /** The step of a reading was taken. */
    void taken(StepReading reading) {
        last = OptionalLong.of(reading.step());
    }
}

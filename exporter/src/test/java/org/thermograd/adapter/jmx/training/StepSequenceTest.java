package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

class StepSequenceTest {
    private final StepSequence steps = new StepSequence();

    private static StepReading reading(long step) {
        return new StepReading(step, Map.of(Signal.LOSS, 1.0, Signal.GRAD_NORM, Double.NaN), List.of());
    }

    private Optional<TrainingPush> take(StepReading reading) {
        Optional<TrainingPush> push = steps.next(reading);
        push.ifPresent(taken -> steps.taken(reading));
        return push;
    }

    private static TrainingStep step(long number) {
        return new TrainingStep(
                number,
                OptionalLong.empty(),
                OptionalDouble.of(Double.NaN),
                OptionalDouble.of(1),
                OptionalDouble.empty());
    }

    @Test
    void aStepIsPushedOnce() {
        assertThat(take(reading(4))).contains(TrainingPush.of(List.of(step(4))));
        assertThat(take(reading(4))).isEmpty();
        assertThat(take(reading(5))).contains(TrainingPush.of(List.of(step(5))));
    }

    @Test
    void whatWasMissedIsToldByTheNumber() {
        take(reading(4));

        assertThat(take(reading(8)).orElseThrow().dropped())
                .contains(new DroppedSteps(3, 0, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    @Test
    void aLowerNumberIsANewBeginning() {
        take(reading(100));

        assertThat(take(reading(3))).contains(TrainingPush.of(List.of(step(3))));
        assertThat(take(reading(4)).orElseThrow().dropped()).isEmpty();
    }

    @Test
    void aStepWithoutASignalIsMissedUnlessItComes() {
        take(reading(1));
        assertThat(take(new StepReading(2, Map.of(), List.of("Loss is gone")))).isEmpty();

        assertThat(take(reading(3)).orElseThrow().dropped().orElseThrow().steps())
                .isEqualTo(1);
    }

    @Test
    void aStepThatWasRefusedComesAgain() {
        assertThat(steps.next(reading(1))).isPresent();
        assertThat(steps.next(reading(1))).isPresent();
    }
}

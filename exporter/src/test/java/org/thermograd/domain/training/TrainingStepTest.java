package org.thermograd.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.StepBuilder.aStep;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingStepTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, TrainingStep.MAX_STEP + 1, Long.MIN_VALUE})
    void refusesANumberThatIsNotExactAsASample(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aStep().withStep(number).build())
                .withMessage("step must be 0 to 9007199254740992, got " + number);
    }

    @Test
    void refusesATimeBefore1970() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aStep(1, -1).build())
                .withMessage("epochMillis must be at least 0, got -1000");
    }

    @Test
    void refusesAStepWithoutASignal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aStep().withoutGradNorm().build())
                .withMessage("step must have a signal, got none");
    }

    @Test
    void holdsValuesThatAreNotFinite() {
        TrainingStep step = aStep().withGradNorm(Double.NaN)
                .withLoss(Double.POSITIVE_INFINITY)
                .withLearningRate(5e-5)
                .build();

        assertThat(step.value(Signal.GRAD_NORM)).hasValue(Double.NaN);
        assertThat(step.value(Signal.LOSS)).hasValue(Double.POSITIVE_INFINITY);
        assertThat(step.value(Signal.LEARNING_RATE)).hasValue(5e-5);
    }

    @Test
    void takesTheTimeOfArrivalOnlyWhereItHasNone() {
        assertThat(aStep().build().arrivedAt(7000)).isEqualTo(aStep(1, 7).build());
        assertThat(aStep(1, 5).build().arrivedAt(7000)).isEqualTo(aStep(1, 5).build());
    }
}

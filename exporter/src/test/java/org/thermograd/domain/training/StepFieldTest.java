package org.thermograd.domain.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepFieldTest {
    @ParameterizedTest
    @CsvSource({
        "GradNorm, grad_norm",
        "gradNorm, grad_norm",
        "grad_nrom, grad_norm",
        "grad_norms, grad_norm",
        "gradient_nrom, grad_norm",
        "Loss, loss",
        "lsos, loss",
        "losss, loss",
        "steps, step",
        "globalStep, step",
        "LR, learning_rate",
        "learningRate, learning_rate",
        "learn_rate, NONE",
        "time_stamp, timestamp"
    })
    void tellsWhatAMisspelledNameMeans(String unknown, String meant) {
        assertThat(StepField.meant(unknown).map(StepField::id).orElse("NONE")).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accuracy",
                "val_loss",
                "ce_loss",
                "tokens",
                "tokens_per_second",
                "mfu",
                "perplexity",
                "ppl",
                "rank",
                "grad",
                "norm",
                "l2",
                "rl",
                "epoch_time",
                "z_loss",
                "aux_loss",
                "num_tokens",
                "step_time",
                "temperature"
            })
    void takesOtherNamesForWhatTheyAre(String unknown) {
        assertThat(StepField.of(unknown)).isNull();
        assertThat(StepField.meant(unknown)).isEmpty();
    }

    @Test
    void knowsEveryListedNameAndEvaluations() {
        assertThat(StepField.BY_NAME)
                .allSatisfy((name, field) -> assertThat(StepField.of(name)).isEqualTo(field));
        assertThat(StepField.of("eval_loss")).isEqualTo(StepField.SUMMARY);
        assertThat(StepField.of("eval/runtime")).isEqualTo(StepField.SUMMARY);
        assertThat(StepField.of("evaluation")).isNull();
    }
}

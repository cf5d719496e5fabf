package org.thermograd.adapter.http.push;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a step, by all the names that trainers give them. */
enum StepsBodyField {
    STEP,
    TIMESTAMP,
    /** The time in the recordings; where a step has none of its own name, it is that. */
    TIMESTAMP_SHARED,
    GRAD_NORM,
    LOSS,
    LEARNING_RATE,
    /** Understood to be something else, and passed over. */
    EPOCH,
    STEP_COUNTER,
    TIMESTAMP_ISO;

    /** Every name that is understood. */
    static final Map<String, StepsBodyField> BY_NAME = Map.ofEntries(
            entry("step", STEP),
            entry("global_step", STEP),
            entry("train/global_step", STEP),
            entry("timestamp", TIMESTAMP),
            entry("timestamp_shared", TIMESTAMP_SHARED),
            entry("grad_norm", GRAD_NORM),
            entry("grad-norm", GRAD_NORM),
            entry("train/grad_norm", GRAD_NORM),
            entry("gradient_norm", GRAD_NORM),
            entry("grad_2.0_norm_total", GRAD_NORM),
            entry("l2_norm/grad/global", GRAD_NORM),
            entry("megatron.training.grad_norm", GRAD_NORM),
            entry("loss", LOSS),
            entry("train/loss", LOSS),
            entry("lm loss", LOSS),
            entry("loss_metrics/global_avg_loss", LOSS),
            entry("megatron.training.loss", LOSS),
            entry("learning_rate", LEARNING_RATE),
            entry("learning-rate", LEARNING_RATE),
            entry("lr", LEARNING_RATE),
            entry("train/learning_rate", LEARNING_RATE),
            entry("megatron.training.learning_rate", LEARNING_RATE),
            entry("epoch", EPOCH),
            entry("train/epoch", EPOCH),
            entry("step_counter", STEP_COUNTER),
            entry("timestamp_iso", TIMESTAMP_ISO));

    /** Returns the field of a name, null if there is none. */
    static @Nullable StepsBodyField of(String name) {
        return BY_NAME.get(name);
    }

    boolean isSignal() {
        return this == GRAD_NORM || this == LOSS || this == LEARNING_RATE;
    }
}

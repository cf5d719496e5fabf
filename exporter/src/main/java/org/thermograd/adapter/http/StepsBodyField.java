package org.thermograd.adapter.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a step, by all the names that trainers give them. */
enum StepsBodyField {
    STEP("step", "global_step", "train/global_step"),
    TIMESTAMP("timestamp"),
    /** The time in the recordings; where a step has none of its own name, it is that. */
    TIMESTAMP_SHARED("timestamp_shared"),
    GRAD_NORM(
            "grad_norm",
            "grad-norm",
            "train/grad_norm",
            "gradient_norm",
            "grad_2.0_norm_total",
            "l2_norm/grad/global",
            "megatron.training.grad_norm"),
    LOSS("loss", "train/loss", "lm loss", "loss_metrics/global_avg_loss", "megatron.training.loss"),
    LEARNING_RATE("learning_rate", "learning-rate", "lr", "train/learning_rate", "megatron.training.learning_rate"),
    EPOCH("epoch", "train/epoch"),
    STEP_COUNTER("step_counter"),
    TIMESTAMP_ISO("timestamp_iso");

    /** The names of the signals, for messages. */
    static final String SIGNALS = "grad_norm, loss or learning_rate";

    private static final Map<String, StepsBodyField> BY_NAME = byName();

    private final List<String> names;

    StepsBodyField(String... names) {
        this.names = List.of(names);
    }

    private static Map<String, StepsBodyField> byName() {
        Map<String, StepsBodyField> fields = new HashMap<>();
        for (StepsBodyField field : values()) {
            field.names.forEach(name -> fields.put(name, field));
        }
        return Map.copyOf(fields);
    }

    /** Returns the field of a name, null if there is none. */
    static @Nullable StepsBodyField of(String name) {
        return BY_NAME.get(name);
    }

    /** Returns all names, our own first. */
    List<String> names() {
        return names;
    }

    boolean isSignal() {
        return this == GRAD_NORM || this == LOSS || this == LEARNING_RATE;
    }
}

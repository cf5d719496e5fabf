package org.thermograd.adapter.jmx.training;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.training.Signal;

/**
 * Which attributes of an MBean are a step. Those that are not named are read under their usual names where the MBean has
 * those.
 *
 * @param step number of the step
 * @param signals its signals, of those that are named
 */
public record StepAttributes(Optional<String> step, Map<Signal, String> signals) {
    /** The usual name of the number of a step. */
    static final String STEP = "Step";

    /** The usual names of signals. */
    static final Map<Signal, String> USUAL =
            Map.of(Signal.LOSS, "Loss", Signal.GRAD_NORM, "GradNorm", Signal.LEARNING_RATE, "LearningRate");

    /** None is named. */
    public static final StepAttributes DEFAULT = new StepAttributes(Optional.empty(), Map.of());

    /** Copies the map. */
    public StepAttributes {
        requireNonNull(step, "step");
        signals = signals.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(signals));
    }
}

package org.thermograd.adapter.jmx.training;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.thermograd.domain.training.Signal;

/**
 * A step as an MBean showed it.
 *
 * @param step its number, at least 0
 * @param signals its signals, of those that could be read; a value may be {@code NaN} or infinite
 * @param problems why others could not
 */
record StepReading(long step, Map<Signal, Double> signals, List<String> problems) {
    StepReading {
        signals = signals.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(signals));
        problems = List.copyOf(problems);
    }

    OptionalDouble value(Signal signal) {
        Double value = signals.get(signal);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}

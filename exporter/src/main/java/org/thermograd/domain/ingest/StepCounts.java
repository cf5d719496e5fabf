package org.thermograd.domain.ingest;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.thermograd.domain.training.Signal;

/**
 * What was counted in the steps of a run. Immutable.
 *
 * @param steps new steps
 * @param spikeSteps steps that are spikes
 * @param spikes spike events
 * @param unexamined steps that the detector did not judge, with those that the client did not send
 * @param nonFinite values that were {@code NaN} or infinite, for every signal
 */
public record StepCounts(long steps, long spikeSteps, long spikes, long unexamined, Map<Signal, Long> nonFinite) {
    /** Copies the map. */
    public StepCounts {
        nonFinite = Collections.unmodifiableMap(new EnumMap<>(nonFinite));
    }
}

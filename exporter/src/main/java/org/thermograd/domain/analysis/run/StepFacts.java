package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.spike.SpikeVisibility;

/**
 * What is known of a run only where each of its steps is.
 *
 * @param shifts its level shifts, which are no spikes
 * @param visibility what the spike detector could see; absent where somebody else found the spikes
 */
public record StepFacts(List<Event> shifts, Optional<SpikeVisibility> visibility) {
    /** Of a run whose steps are not known. */
    public static final StepFacts UNKNOWN = new StepFacts(List.of(), Optional.empty());

    /** Copies the list. */
    public StepFacts {
        shifts = List.copyOf(shifts);
        requireNonNull(visibility, "visibility");
    }
}

package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.LevelShifts;
import org.thermograd.domain.spike.SpikeFlags;

/**
 * The spikes that were found in the steps of a run.
 *
 * @param spikes the spikes, in time order
 * @param steps what else the steps tell
 */
public record FoundSpikes(List<Event> spikes, StepFacts steps) {
    /** Copies the list. */
    public FoundSpikes {
        spikes = List.copyOf(spikes);
        requireNonNull(steps, "steps");
    }

    /**
     * Makes events of flagged steps.
     *
     * @param run the name of the run
     * @param gradNorms its norms
     * @param flags what a detector said about each of them
     */
    public static FoundSpikes of(String run, TimeSeries gradNorms, SpikeFlags flags, EventConfig config) {
        LevelShifts shifts = LevelShifts.of(gradNorms.values(), flags, config.shifts());
        BitSet first = new BitSet();
        shifts.shifts().forEach(shift -> first.set(shift.first()));
        List<Event> events = SpikeEvents.findWithShifts(
                run, flags.ruleId(), gradNorms, flags::flagged, first::get, config.spikeRefractoryMillis());
        return new FoundSpikes(
                events.stream().filter(event -> event.kind() == EventKind.SPIKE).toList(),
                new StepFacts(
                        events.stream()
                                .filter(event -> event.kind() == EventKind.LEVEL_SHIFT)
                                .toList(),
                        Optional.of(shifts.visibility())));
    }
}

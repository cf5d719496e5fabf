package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.LevelShifts;
import org.thermograd.domain.spike.SpikeFlags;
import org.thermograd.domain.training.RunAnnotations;

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
     * Makes events of flagged steps. A spike lasts from the beginning of its first flagged step to the end of that.
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
        List<Event> spikes =
                events.stream().filter(event -> event.kind() == EventKind.SPIKE).toList();
        return new FoundSpikes(
                spikes,
                new StepFacts(
                        events.stream()
                                .filter(event -> event.kind() == EventKind.LEVEL_SHIFT)
                                .toList(),
                        Optional.of(shifts.visibility()),
                        config.stepIntervals() ? starts(spikes, gradNorms) : List.of(),
                        Optional.empty()));
    }

    private static List<Long> starts(List<Event> spikes, TimeSeries steps) {
        double median = StepPace.medianStepMillis(steps);
        return spikes.stream()
                .map(spike -> StepPace.startMillis(steps, median, spike.onsetMillis()))
                .toList();
    }

    /** Returns the same of a run whose pauses show in its steps and in what it said about its time. */
    public FoundSpikes withPace(StepPace pace, RunAnnotations annotations) {
        return new FoundSpikes(spikes, steps.withPace(pace, annotations));
    }
}

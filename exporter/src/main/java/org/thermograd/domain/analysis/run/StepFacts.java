package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.ranks.RankComparison;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.spike.SpikeVisibility;
import org.thermograd.domain.training.RunAnnotations;

/**
 * What is known of a run only where each of its steps is.
 *
 * @param shifts its level shifts, which are no spikes
 * @param visibility what the spike detector could see; absent where somebody else found the spikes
 * @param spikeStartMillis for each spike when its first step began; empty if nothing is known of any step
 * @param pace how long steps take and where the run stopped; absent if pauses of the run do not show
 * @param annotations what the run said about its time
 * @param ranks its ranks, each beside the others, by what they said
 */
public record StepFacts(
        List<Event> shifts,
        Optional<SpikeVisibility> visibility,
        List<Long> spikeStartMillis,
        Optional<StepPace> pace,
        RunAnnotations annotations,
        RankComparison ranks) {
    /** Of a run whose steps are not known. */
    public static final StepFacts UNKNOWN =
            new StepFacts(List.of(), Optional.empty(), List.of(), Optional.empty(), RunAnnotations.NONE);

    /** Copies the list. */
    public StepFacts {
        shifts = List.copyOf(shifts);
        requireNonNull(visibility, "visibility");
        spikeStartMillis = List.copyOf(spikeStartMillis);
        requireNonNull(pace, "pace");
        requireNonNull(annotations, "annotations");
        requireNonNull(ranks, "ranks");
    }

    /** Makes facts of a run that said something about its time; its ranks are compared here, once for all forms of a report. */
    public StepFacts(
            List<Event> shifts,
            Optional<SpikeVisibility> visibility,
            List<Long> spikeStartMillis,
            Optional<StepPace> pace,
            RunAnnotations annotations) {
        this(shifts, visibility, spikeStartMillis, pace, annotations, RankComparison.of(annotations.rankSteps()));
    }

    /** Makes facts of a run that said nothing about its time. */
    public StepFacts(
            List<Event> shifts,
            Optional<SpikeVisibility> visibility,
            List<Long> spikeStartMillis,
            Optional<StepPace> pace) {
        this(shifts, visibility, spikeStartMillis, pace, RunAnnotations.NONE);
    }

    /** Returns the same of a run whose pauses show in its steps and in what it said. */
    StepFacts withPace(StepPace known, RunAnnotations told) {
        return new StepFacts(
                shifts, visibility, spikeStartMillis, Optional.of(known.withPhases(told.phaseTimes())), told);
    }
}

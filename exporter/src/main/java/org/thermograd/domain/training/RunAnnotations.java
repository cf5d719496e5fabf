package org.thermograd.domain.training;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.thermograd.domain.series.Segment;

/**
 * What a run said beside its steps: of its time, and of its ranks; all of it, or what one push says. Immutable.
 *
 * @param marks in the order in which it told them
 * @param phases likewise
 * @param rankSteps what its ranks said of their own parts of steps, likewise
 */
public record RunAnnotations(List<TrainingMark> marks, List<TrainingPhase> phases, List<RankStep> rankSteps) {
    /** Nothing. */
    public static final RunAnnotations NONE = new RunAnnotations(List.of(), List.of());

    /** Copies the lists. */
    public RunAnnotations {
        marks = List.copyOf(marks);
        phases = List.copyOf(phases);
        rankSteps = List.copyOf(rankSteps);
    }

    /** Makes annotations without a word of ranks. */
    public RunAnnotations(List<TrainingMark> marks, List<TrainingPhase> phases) {
        this(marks, phases, List.of());
    }

    /** Returns when the run did not train. */
    public List<Segment> phaseTimes() {
        return phases.stream().map(TrainingPhase::time).toList();
    }

    /** Returns the marks and the steps of ranks in a time, and the phases that begin in it. */
    public RunAnnotations within(Segment time) {
        return new RunAnnotations(
                marks.stream().filter(mark -> time.contains(mark.epochMillis())).toList(),
                phases.stream()
                        .filter(phase -> time.contains(phase.time().startMillis()))
                        .toList(),
                rankSteps.stream()
                        .filter(step -> time.contains(step.epochMillis().orElseThrow()))
                        .toList());
    }

    /** Returns whether it said nothing. */
    public boolean isEmpty() {
        return marks.isEmpty() && phases.isEmpty() && rankSteps.isEmpty();
    }

    /**
     * Returns the same at other times.
     *
     * @param moved a time from the one it was; a phase of which nothing is left is left out
     */
    public RunAnnotations movedTo(LongUnaryOperator moved) {
        return new RunAnnotations(
                marks.stream()
                        .map(mark -> new TrainingMark(moved.applyAsLong(mark.epochMillis()), mark.text()))
                        .toList(),
                phases.stream()
                        .filter(phase -> moved.applyAsLong(phase.time().startMillis())
                                < moved.applyAsLong(phase.time().endMillis()))
                        .map(phase -> new TrainingPhase(
                                phase.name(),
                                new Segment(
                                        moved.applyAsLong(phase.time().startMillis()),
                                        moved.applyAsLong(phase.time().endMillis()))))
                        .toList(),
                rankSteps.stream()
                        .map(step ->
                                step.at(moved.applyAsLong(step.epochMillis().orElseThrow())))
                        .toList());
    }
}

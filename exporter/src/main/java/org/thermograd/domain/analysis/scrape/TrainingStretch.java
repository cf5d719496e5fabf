package org.thermograd.domain.analysis.scrape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.StepFacts;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;
import org.thermograd.domain.event.EventSpan;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.SpikeVisibility;
import org.thermograd.domain.training.RunAnnotations;

/**
 * The training side of a run between two restarts from a checkpoint.
 *
 * @param id its name
 * @param detectorId the detector that found its spikes
 * @param steps steps that were counted
 * @param nonFinite gradient norms that were not finite
 * @param spikeSteps steps that were spikes
 * @param spikes the spikes whose time is known, those outside the coverage included
 * @param reasons why its gradient norms cannot be judged; empty if they can
 * @param coverage when it trained
 * @param time the scrapes that belong to it
 * @param facts what its steps tell, as far as that is known
 */
public record TrainingStretch(
        String id,
        String detectorId,
        int steps,
        int nonFinite,
        int spikeSteps,
        List<Event> spikes,
        Set<Reason> reasons,
        Coverage coverage,
        Segment time,
        StepFacts facts) {
    private static final long WINDOW_MILLIS = 60_000;
    private static final double TOLERANCE = 1e-9;

    public TrainingStretch {
        spikes = List.copyOf(spikes);
        Set<Reason> copy = EnumSet.noneOf(Reason.class);
        copy.addAll(reasons);
        reasons = Collections.unmodifiableSet(copy);
    }

    static TrainingStretch of(
            RunCounters counters,
            ScrapedMarks marks,
            Stretch stretch,
            Coverage coverage,
            EventConfig config,
            String detectorId) {
        String id = Restarts.id(counters.run().id(), stretch.restarts());
        Segment time = stretch.time();
        boolean known = marks.known(time);
        List<Event> spikes = new ArrayList<>();
        List<Event> shifts = new ArrayList<>();
        for (EventSpan span : counters.run().events(SlotSeries.SPIKE_ONSET).spans()) {
            long onset = span.onsetMillis();
            if (stretch.holds(onset)) {
                boolean shift = marks.isShift(onset);
                EventKind kind = shift ? EventKind.LEVEL_SHIFT : EventKind.SPIKE;
                (shift ? shifts : spikes).add(new Event(id, kind, detectorId, onset, onset, 0, 1));
            }
        }
        double median = marks.medianMillis(time);
        Coverage trained = coverage.within(time);
        RunAnnotations annotations = marks.annotations(time);
        return new TrainingStretch(
                id,
                detectorId,
                Math.toIntExact(counters.count(RunSeries.STEPS, stretch)),
                Math.toIntExact(counters.count(RunSeries.NON_FINITE, stretch)),
                Math.toIntExact(counters.count(RunSeries.SPIKE_STEPS, stretch)),
                spikes,
                Analyzer.reasonsOf(counters.count(RunSeries.NORMS, stretch), isConstant(counters, stretch)),
                trained.without(marks.gaps(time, trained, config.gaps(), median)),
                time,
                known
                        ? new StepFacts(
                                shifts,
                                visibility(counters, stretch, shifts, config),
                                config.stepIntervals() ? starts(spikes, marks, median) : List.of(),
                                Optional.of(StepPace.of(median, marks.within(time, trained), config.pauses())
                                        .withPhases(annotations.phaseTimes())),
                                annotations)
                        : StepFacts.UNKNOWN);
    }

    /** Of a stretch with a level shift, how many of its flagged steps belong to that is not known. */
    private static Optional<SpikeVisibility> visibility(
            RunCounters counters, Stretch stretch, List<Event> shifts, EventConfig config) {
        long judged = counters.count(RunSeries.STEPS, stretch) - counters.count(RunSeries.UNEXAMINED, stretch);
        return shifts.isEmpty()
                ? Optional.of(SpikeVisibility.of(
                        Math.toIntExact(Math.max(0, judged)),
                        Math.toIntExact(counters.count(RunSeries.SPIKE_STEPS, stretch)),
                        OptionalDouble.empty(),
                        config.shifts()))
                : Optional.empty();
    }

    private static List<Long> starts(List<Event> spikes, ScrapedMarks marks, double medianMillis) {
        return spikes.stream()
                .map(spike ->
                        StepPace.startMillis(marks.stepBefore(spike.onsetMillis()), medianMillis, spike.onsetMillis()))
                .toList();
    }

    /**
     * Returns whether it is certain that all norms of a stretch are equal: the greatest of every minute equals each norm
     * that was seen, and so does the mean.
     */
    private static boolean isConstant(RunCounters counters, Stretch stretch) {
        TimeSeries norm = in(stretch, counters.run().of(RunSeries.NORM));
        TimeSeries max = in(stretch, counters.run().of(RunSeries.NORM_WINDOW_MAX));
        long norms = counters.count(RunSeries.NORMS, stretch);
        if (norms < 2 || norm.size() == 0 || max.size() == 0) {
            return false;
        }
        double value = norm.value(0);
        double sum = counters.of(RunSeries.NORM_SUM).total(stretch.afterMillis(), stretch.untilMillis());
        return isAlways(value, norm)
                && isAlways(value, max)
                && hasNoLongGap(max)
                && Math.abs(sum - norms * value) <= TOLERANCE * Math.abs(sum);
    }

    private static TimeSeries in(Stretch stretch, TimeSeries series) {
        return series.between(stretch.time().startMillis(), stretch.time().endMillis());
    }

    private static boolean isAlways(double value, TimeSeries series) {
        for (int i = 0; i < series.size(); i++) {
            if (series.value(i) != value) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNoLongGap(TimeSeries series) {
        for (int i = 1; i < series.size(); i++) {
            if (series.epochMillis(i) - series.epochMillis(i - 1) > WINDOW_MILLIS) {
                return false;
            }
        }
        return true;
    }
}

package org.thermograd.domain.analysis.scrape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.thermograd.domain.event.EventSlots;
import org.thermograd.domain.event.EventSpan;
import org.thermograd.domain.event.SlotPairs;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.SlowSteps;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/**
 * What scrapes saw of the marks that an exporter keeps of the steps of a run: slow steps, starts of the steps of spikes,
 * level shifts. Immutable.
 */
final class ScrapedMarks {
    private static final double HALVES_A_SECOND = 2000;

    private final ScrapedRun run;
    private final List<SlowSteps> slow;
    private final SortedMap<Long, Double> stepStartSeconds;
    private final SortedSet<Long> shifts = new TreeSet<>();

    ScrapedMarks(ScrapedRun run) {
        this.run = run;
        this.slow = slow(run);
        this.stepStartSeconds =
                SlotPairs.greatest(run.slots(SlotSeries.SPIKE_ONSET), run.slots(SlotSeries.SPIKE_STEP_START));
        run.events(SlotSeries.LEVEL_SHIFT).spans().forEach(span -> shifts.add(span.onsetMillis()));
    }

    /** Returns the slow steps, as far as they had come when they were seen last. */
    private static List<SlowSteps> slow(ScrapedRun run) {
        Map<String, TimeSeries> starts = run.slots(SlotSeries.SLOW_START);
        SortedMap<Long, Double> longest = SlotPairs.greatest(starts, run.slots(SlotSeries.SLOW_LONGEST_SECONDS));
        SortedMap<Long, Double> steps = SlotPairs.greatest(starts, run.slots(SlotSeries.SLOW_STEPS));
        List<SlowSteps> slow = new ArrayList<>();
        for (EventSpan span :
                EventSlots.of(starts, run.slots(SlotSeries.SLOW_END)).spans()) {
            Double seconds = longest.get(span.onsetMillis());
            Double count = steps.get(span.onsetMillis());
            if (seconds != null && count != null && seconds > 0 && span.endMillis() > span.onsetMillis()) {
                slow.add(new SlowSteps(
                        new Segment(span.onsetMillis(), span.endMillis()),
                        SlotPairs.millis(seconds),
                        Math.round(count)));
            }
        }
        return slow;
    }

    /** Returns whether the exporter kept marks throughout a time in which the run was scraped; older ones keep none. */
    boolean known(Segment time) {
        TimeSeries marked = run.of(RunSeries.SLOW_RUNS);
        TimeSeries all = run.of(RunSeries.STEPS).between(time.startMillis(), time.endMillis());
        TimeSeries then = marked.between(time.startMillis(), time.endMillis());
        if (all.size() == 0) {
            return marked.size() > 0;
        }
        return then.size() > 0
                && then.epochMillis(0) <= all.epochMillis(0)
                && then.epochMillis(then.size() - 1) >= all.epochMillis(all.size() - 1);
    }

    /** Returns the last median of the steps that was seen in a time, in milliseconds; 0 if none was. */
    double medianMillis(Segment time) {
        TimeSeries medians = run.of(RunSeries.STEP_MEDIAN_SECONDS).between(time.startMillis(), time.endMillis());
        double last = medians.size() == 0 ? 0 : medians.value(medians.size() - 1);
        return Double.isFinite(last) ? Math.rint(last * HALVES_A_SECOND) / 2 : 0;
    }

    boolean isShift(long spikeMillis) {
        return shifts.contains(spikeMillis);
    }

    /** Returns when the step before a spike ended; absent where none is known. */
    OptionalLong stepBefore(long spikeMillis) {
        Double seconds = stepStartSeconds.get(spikeMillis);
        return seconds == null ? OptionalLong.empty() : OptionalLong.of(SlotPairs.millis(seconds));
    }

    /** Returns the slow steps that touch a covered time; those that last until a restart are no step of the run. */
    List<SlowSteps> within(Segment time, Coverage coverage) {
        return touching(time, coverage)
                .filter(one -> one.time().endMillis() < time.endMillis())
                .toList();
    }

    /** Returns when training was not watched, as a step took longer than the longest interval that is no gap. */
    List<Segment> gaps(Segment time, Coverage coverage, GapRule rule, double medianMillis) {
        long limit = rule.limitMillis(medianMillis);
        return touching(time, coverage)
                .filter(one -> one.longestMillis() > limit
                        && 2 * one.longestMillis() > one.time().lengthMillis())
                .map(one -> new Segment(one.time().startMillis() + 1, one.time().endMillis()))
                .toList();
    }

    /** Returns what the run said beside its steps, by what it is about. */
    RunAnnotations annotations(Segment time) {
        SortedSet<TrainingMark> marked = new TreeSet<>(
                Comparator.comparingLong(TrainingMark::epochMillis).thenComparing(TrainingMark::text));
        run.slots(SlotSeries.MARK)
                .forEach((slot, seconds) -> EventSlots.of(Map.of(slot, seconds), Map.of())
                        .spans()
                        .forEach(span -> marked.add(new TrainingMark(span.onsetMillis(), SlotSeries.held(slot)))));
        SortedSet<TrainingPhase> phases = new TreeSet<>(
                Comparator.comparingLong((TrainingPhase phase) -> phase.time().startMillis())
                        .thenComparing(phase -> phase.time().endMillis())
                        .thenComparing(TrainingPhase::name));
        Map<String, TimeSeries> ends = run.slots(SlotSeries.PHASE_END);
        run.slots(SlotSeries.PHASE_START)
                .forEach((slot, seconds) ->
                        EventSlots.of(Map.of(slot, seconds), Map.of(slot, ends.getOrDefault(slot, TimeSeries.EMPTY)))
                                .spans()
                                .stream()
                                .filter(span -> span.endMillis() > span.onsetMillis())
                                .forEach(span -> phases.add(new TrainingPhase(
                                        SlotSeries.held(slot), new Segment(span.onsetMillis(), span.endMillis())))));
        return new RunAnnotations(List.copyOf(marked), List.copyOf(phases), ScrapedRanks.of(run)).within(time);
    }

    private Stream<SlowSteps> touching(Segment time, Coverage coverage) {
        return slow.stream()
                .filter(one -> time.contains(one.time().startMillis()))
                .filter(one -> coverage.hull().filter(one.time()::overlaps).isPresent());
    }
}

package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.event.MissingEvents;
import org.thermograd.domain.event.SlotPairs;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.CounterIncreases.Increase;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The training side of a run in a range of time, from what was scraped of it.
 *
 * @param run what was scraped
 * @param coverage when it trained, as far as its pushes tell, and nothing of it is missing
 * @param restarts what restarts of the exporter took along
 * @param missing by their counters, events of the run that were counted and whose time nobody knows
 * @param stretches the run cut where it restarted from a checkpoint
 */
public record TrainingHistory(
        ScrapedRun run,
        Coverage coverage,
        List<LostSteps> restarts,
        Map<RunSeries, MissingEvents> missing,
        List<TrainingStretch> stretches) {
    private static final double MILLIS = 1000;
    /** By the counter of each kind of event where its times are. */
    private static final Map<RunSeries, SlotSeries> TIMES = Map.of(
            RunSeries.SPIKES, SlotSeries.SPIKE_ONSET,
            RunSeries.SLOW_RUNS, SlotSeries.SLOW_START,
            RunSeries.LEVEL_SHIFTS, SlotSeries.LEVEL_SHIFT,
            RunSeries.RESTARTS, SlotSeries.RESTART);

    public TrainingHistory {
        requireNonNull(run, "run");
        requireNonNull(coverage, "coverage");
        Map<RunSeries, MissingEvents> copy = new EnumMap<>(RunSeries.class);
        copy.putAll(missing);
        missing = Collections.unmodifiableMap(copy);
        restarts = List.copyOf(restarts);
        stretches = List.copyOf(stretches);
    }

    /**
     * Looks at a run.
     *
     * @param run what was scraped
     * @param fromMillis the beginning of the range that was read
     * @param config what a gap, a pause and a step is
     * @param detectorId the detector that found its spikes
     */
    public static TrainingHistory of(ScrapedRun run, long fromMillis, EventConfig config, String detectorId) {
        RunCounters counters = new RunCounters(run, fromMillis);
        TimeSeries pushes = pushes(run, fromMillis);
        List<LostSteps> restarts = restarts(run, counters.of(RunSeries.STEPS));
        Map<RunSeries, MissingEvents> missing = new EnumMap<>(RunSeries.class);
        TIMES.forEach((counter, times) -> {
            MissingEvents events = run.events(times).missing(counters.of(counter));
            if (events.count() > 0) {
                missing.put(counter, events);
            }
        });
        List<Segment> out = new ArrayList<>();
        restarts.forEach(lost -> out.add(lost.time()));
        missing.values().forEach(events -> events.stretches().forEach(stretch -> out.add(sincePush(stretch, run))));
        Coverage coverage = Coverage.of(pushes, config.gaps()).without(out);
        ScrapedMarks marks = new ScrapedMarks(run);
        List<TrainingStretch> stretches = Stretch.of(run.of(RunSeries.STEP), run.restartMillis(fromMillis)).stream()
                .map(stretch -> TrainingStretch.of(counters, marks, stretch, coverage, config, detectorId))
                .toList();
        return new TrainingHistory(run, coverage, restarts, missing, stretches);
    }

    /** Returns whether the run pushed anything in the range. */
    public boolean trained() {
        return !coverage.segments().isEmpty() || !restarts.isEmpty() || !missing.isEmpty();
    }

    /** Returns how often it was scraped. */
    public int scrapes() {
        return run.of(RunSeries.STEPS).size();
    }

    /** Returns the median interval between scrapes in milliseconds, 0 with fewer than two. */
    public double scrapeIntervalMillis() {
        return run.of(RunSeries.STEPS).medianIntervalMillis();
    }

    /** Returns how far the clocks of run and exporter were apart at most, in milliseconds. */
    public long skewMillis() {
        return skewMillis(run);
    }

    private static long skewMillis(ScrapedRun run) {
        TimeSeries skew = run.of(RunSeries.CLOCK_SKEW_SECONDS);
        double most = 0;
        for (int i = 0; i < skew.size(); i++) {
            most = Math.max(most, Math.abs(skew.value(i)));
        }
        return (long) Math.ceil(most * MILLIS);
    }

    /** Two scrapes after the same push show it once. The first step is known too, though its push may not be. */
    private static TimeSeries pushes(ScrapedRun run, long fromMillis) {
        SortedSet<Long> times = new TreeSet<>();
        for (RunSeries one : List.of(RunSeries.LAST_PUSH_SECONDS, RunSeries.START_SECONDS)) {
            TimeSeries seconds = run.of(one);
            for (int i = 0; i < seconds.size(); i++) {
                if (Double.isFinite(seconds.value(i))) {
                    times.add(SlotPairs.millis(seconds.value(i)));
                }
            }
        }
        long[] known =
                times.tailSet(fromMillis).stream().mapToLong(Long::longValue).toArray();
        return TimeSeries.of(known, new double[known.length]);
    }

    /** What was counted between two scrapes came with pushes after the one that the first of them saw. */
    private static Segment sincePush(Segment stretch, ScrapedRun run) {
        TimeSeries push = run.of(RunSeries.LAST_PUSH_SECONDS).between(stretch.startMillis(), stretch.startMillis() + 1);
        long since = push.size() > 0 && Double.isFinite(push.value(0))
                ? SlotPairs.millis(push.value(0))
                : stretch.startMillis();
        return new Segment(Math.min(since, stretch.startMillis()) - skewMillis(run), stretch.endMillis());
    }

    private static List<LostSteps> restarts(ScrapedRun run, CounterIncreases steps) {
        List<LostSteps> restarts = new ArrayList<>();
        List<Increase> before = new ArrayList<>();
        for (Increase increase : steps.all()) {
            if (increase.origin() == CounterIncreases.Origin.RESET) {
                Segment time = untilKnownAgain(run, increase);
                restarts.add(new LostSteps(time, most(before, time.lengthMillis() - 1)));
            } else if (increase.origin() == CounterIncreases.Origin.SAMPLE) {
                before.add(increase);
            }
        }
        return restarts;
    }

    /** Steps may come many at a time, so what came between two scrapes may have come within a moment. */
    private static long most(List<Increase> before, long millis) {
        double most = 0;
        for (Increase increase : before) {
            long length = increase.atMillis() - increase.afterMillis();
            if (length > 0) {
                most = Math.max(most, increase.amount() * Math.max(1, Math.ceil((double) millis / length)));
            }
        }
        return Math.round(most);
    }

    /** After a restart the first step that the exporter counted says from when on it knows everything. */
    private static Segment untilKnownAgain(ScrapedRun run, Increase reset) {
        TimeSeries start = run.of(RunSeries.START_SECONDS).between(reset.atMillis(), reset.atMillis() + 1);
        long known = start.size() == 0 ? reset.atMillis() : SlotPairs.millis(start.value(0));
        boolean within = known > reset.afterMillis() && known < reset.atMillis();
        return new Segment(
                reset.afterMillis() + 1, Math.max(within ? known : reset.atMillis(), reset.afterMillis() + 2));
    }
}

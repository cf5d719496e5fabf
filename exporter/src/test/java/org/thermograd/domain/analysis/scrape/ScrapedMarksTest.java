package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.StepFacts;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;
import org.thermograd.domain.event.MissingEvents;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/** Pauses, starts of steps, level shifts and restarts of a run that was scraped every 60 s. */
class ScrapedMarksTest {
    /** A run from 1 s on with steps of half a second, of which nothing is marked yet. */
    private static ScrapedRunBuilder marked() {
        return new ScrapedRunBuilder()
                .with(RunSeries.START_SECONDS, 60, 1, 120, 1, 180, 1, 240, 1)
                .with(RunSeries.LAST_PUSH_SECONDS, 60, 59.5, 120, 119.5, 180, 179.5, 240, 239.5)
                .with(RunSeries.STEPS, 60, 110, 120, 220, 180, 300, 240, 400)
                .with(RunSeries.NORMS, 60, 110, 120, 220, 180, 300, 240, 400)
                .with(RunSeries.STEP_MEDIAN_SECONDS, 60, 0.4, 120, 0.6, 180, 0.5, 240, 0.5)
                .with(RunSeries.SLOW_RUNS, 60, 0, 120, 0, 180, 0, 240, 0)
                .with(RunSeries.LEVEL_SHIFTS, 60, 0, 120, 0, 180, 0, 240, 0)
                .with(RunSeries.RESTARTS, 60, 0, 120, 0, 180, 0, 240, 0);
    }

    private static ScrapedRunBuilder withSlow(
            ScrapedRunBuilder run, String slot, double seen, double start, double end, double longest, double steps) {
        return run.slot(SlotSeries.SLOW_START, slot, seen, start, 240, start)
                .slot(SlotSeries.SLOW_END, slot, seen, end, 240, end)
                .slot(SlotSeries.SLOW_LONGEST_SECONDS, slot, seen, longest, 240, longest)
                .slot(SlotSeries.SLOW_STEPS, slot, seen, steps, 240, steps);
    }

    private static TrainingHistory history(ScrapedRunBuilder run) {
        return TrainingHistory.of(run.build(), 0, EventConfig.DEFAULTS, "log_hampel");
    }

    private static TrainingStretch only(ScrapedRunBuilder run) {
        List<TrainingStretch> stretches = history(run).stretches();
        assertThat(stretches).hasSize(1);
        return stretches.get(0);
    }

    private static StepPace pace(TrainingStretch stretch) {
        return stretch.facts().pace().orElseThrow();
    }

    @Test
    void pausesAreStopsByTheThresholdOfTheLastMedian() {
        ScrapedRunBuilder run = marked().with(RunSeries.SLOW_RUNS, 60, 1, 120, 2, 180, 4, 240, 4);
        withSlow(run, "00", 60, 30, 33, 3, 1);
        withSlow(run, "01", 120, 70, 72.5, 2.5, 1);
        withSlow(run, "02", 180, 140, 152, 3.5, 4);
        withSlow(run, "03", 180, 160, 168, 4, 2);

        StepPace pace = pace(only(run));

        assertThat(pace.medianMillis()).isEqualTo(500);
        assertThat(pace.thresholdMillis()).isEqualTo(2500);
        // The second is not longer than the threshold, the third has many steps and none of ten medians.
        assertThat(pace.stops())
                .containsExactly(
                        new StepPace.Stop(new Segment(30_000, 33_000), 3000),
                        new StepPace.Stop(new Segment(160_000, 168_000), 4000));
        assertThat(only(run).coverage()).isEqualTo(new Coverage(List.of(new Segment(1000, 239_501))));
    }

    @Test
    void whatTheRunSaidAboutItsTimeIsReadOnceAndItsPhasesArePauses() {
        ScrapedRunBuilder run = marked().with(RunSeries.SLOW_RUNS, 60, 1, 120, 1, 180, 1, 240, 1)
                .slot(SlotSeries.MARK, SlotSeries.slot("00", "a b"), 60, 30.25, 120, 30.25)
                .slot(SlotSeries.MARK, SlotSeries.slot("00", "c"), 180, 31)
                .slot(SlotSeries.PHASE_START, SlotSeries.slot("15", "eval"), 120, 100, 180, 100)
                .slot(SlotSeries.PHASE_END, SlotSeries.slot("15", "eval"), 120, 100.5, 180, 100.5)
                .slot(SlotSeries.PHASE_START, SlotSeries.slot("15", "save"), 240, 200)
                .slot(SlotSeries.PHASE_START, SlotSeries.slot("00", "old"), 60, 0.25)
                .slot(SlotSeries.PHASE_END, SlotSeries.slot("00", "old"), 60, 0.75);

        TrainingStretch stretch = only(run);

        assertThat(stretch.facts().annotations())
                .isEqualTo(new RunAnnotations(
                        List.of(new TrainingMark(30_250, "a b"), new TrainingMark(31_000, "c")),
                        List.of(
                                new TrainingPhase("old", new Segment(250, 750)),
                                new TrainingPhase("eval", new Segment(100_000, 100_500)))));
        assertThat(pace(stretch).phases()).containsExactly(new Segment(250, 750), new Segment(100_000, 100_500));
    }

    @Test
    void ofRanksTheMeanBetweenTwoScrapesIsKnown() {
        ScrapedRunBuilder run = marked().slot(SlotSeries.RANK_SECONDS, "1", 60, 5, 120, 8, 180, 8, 240, 1)
                .slot(SlotSeries.RANK_STEPS, "1", 60, 10, 120, 16, 180, 16, 240, 2)
                .slot(SlotSeries.RANK_SECONDS, "2", 60, 5, 180, 8)
                .slot(SlotSeries.RANK_STEPS, "2", 120, 10, 180, 16)
                .slot(SlotSeries.RANK_SECONDS, "3", 60, 5, 120, 500_000)
                .slot(SlotSeries.RANK_STEPS, "3", 60, 10, 120, 11)
                .slot(SlotSeries.RANK_SECONDS, "4", 60, 5, 120, 6)
                .slot(SlotSeries.RANK_SECONDS, "99999", 60, 5, 120, 6)
                .slot(SlotSeries.RANK_STEPS, "99999", 60, 5, 120, 6)
                .slot(SlotSeries.RANK_SECONDS, "other", 60, 5, 120, 6)
                .slot(SlotSeries.RANK_STEPS, "other", 60, 5, 120, 6);

        assertThat(only(run).facts().annotations().rankSteps())
                .containsExactly(new RankStep(
                        1, 120_000, OptionalLong.of(120_000), OptionalDouble.of(0.5), OptionalDouble.empty()));
    }

    @Test
    void aStepLongerThanAGapIsNotWatched() {
        ScrapedRunBuilder run = marked().with(RunSeries.SLOW_RUNS, 60, 0, 120, 1, 180, 2, 240, 2);
        withSlow(run, "00", 120, 80, 95, 15, 1);
        withSlow(run, "01", 180, 130, 150, 6, 9);

        assertThat(only(run).coverage())
                .isEqualTo(new Coverage(List.of(new Segment(1000, 80_001), new Segment(95_000, 239_501))));
    }

    @Test
    void aRunOfSlowStepsIsTakenAsItWasSeenLast() {
        ScrapedRunBuilder run = marked().with(RunSeries.SLOW_RUNS, 60, 0, 120, 1, 180, 1, 240, 1)
                .slot(SlotSeries.SLOW_START, "00", 120, 110, 180, 110, 240, 110)
                .slot(SlotSeries.SLOW_END, "00", 120, 114, 180, 118, 240, 118)
                .slot(SlotSeries.SLOW_LONGEST_SECONDS, "00", 120, 4, 180, 4.5, 240, 4.5)
                .slot(SlotSeries.SLOW_STEPS, "00", 120, 1, 180, 2, 240, 2);

        assertThat(pace(only(run)).stops()).containsExactly(new StepPace.Stop(new Segment(110_000, 118_000), 4500));
    }

    @Test
    void aSpikeBeginsWithItsStep() {
        TrainingStretch stretch = only(marked().slot("00", 60, 20, 120, 20, 180, 20, 240, 20)
                .slot(SlotSeries.SPIKE_STEP_START, "00", 60, 19.6, 120, 19.6, 180, 19.6, 240, 19.6)
                .slot("01", 120, 100, 180, 100, 240, 100)
                .slot(SlotSeries.SPIKE_STEP_START, "01", 120, 90, 180, 90, 240, 90)
                .slot("02", 120, 110, 180, 110, 240, 110));

        // The second begins four medians before its end at the earliest, the third a median, as no step is before it.
        assertThat(stretch.facts().spikeStartMillis()).containsExactly(19_600L, 98_000L, 109_500L);
    }

    @Test
    void aLevelShiftIsNoSpike() {
        TrainingStretch stretch = only(marked().with(RunSeries.SPIKES, 60, 1, 120, 2, 180, 2, 240, 2)
                .with(RunSeries.LEVEL_SHIFTS, 60, 0, 120, 0, 180, 1, 240, 1)
                .slot("00", 60, 20, 120, 20, 180, 20, 240, 20)
                .slot("01", 120, 100, 180, 100, 240, 100)
                .slot(SlotSeries.LEVEL_SHIFT, "00", 180, 100, 240, 100));

        assertThat(stretch.spikes()).extracting(Event::onsetMillis).containsExactly(20_000L);
        assertThat(stretch.facts().shifts())
                .extracting(Event::kind, Event::onsetMillis)
                .containsExactly(tuple(EventKind.LEVEL_SHIFT, 100_000L));
        assertThat(stretch.facts().spikeStartMillis()).hasSize(1);
    }

    @Test
    void aRestartCutsWhereItWas() {
        ScrapedRunBuilder run = marked().with(RunSeries.STEP, 60, 110, 120, 220, 180, 90, 240, 190)
                .with(RunSeries.RESTARTS, 60, 0, 120, 0, 180, 1, 240, 1)
                .with(RunSeries.SLOW_RUNS, 60, 0, 120, 0, 180, 1, 240, 1)
                .slot("00", 180, 135, 240, 135)
                .slot("01", 180, 160, 240, 160)
                .slot(SlotSeries.RESTART, "00", 180, 150, 240, 150);
        withSlow(run, "00", 180, 136, 150, 14, 1);

        List<TrainingStretch> stretches = history(run).stretches();

        assertThat(stretches).extracting(TrainingStretch::id).containsExactly("r", "r/restart-1");
        // No step was made from 136 s to the restart, which is no pause of either.
        assertThat(stretches.get(0).coverage()).isEqualTo(new Coverage(List.of(new Segment(1000, 136_001))));
        assertThat(stretches.get(1).coverage()).isEqualTo(new Coverage(List.of(new Segment(150_000, 239_501))));
        assertThat(stretches).extracting(one -> pace(one).stops()).containsOnly(List.of());
        assertThat(stretches.get(0).spikes()).extracting(Event::onsetMillis).containsExactly(135_000L);
        assertThat(stretches.get(1).spikes()).extracting(Event::onsetMillis).containsExactly(160_000L);
    }

    @Test
    void aRestartThatCaughtUpBeforeTheNextScrapeShowsToo() {
        ScrapedRunBuilder run = marked().with(RunSeries.STEP, 60, 110, 120, 220, 180, 230, 240, 330)
                .with(RunSeries.RESTARTS, 60, 0, 120, 0, 180, 1, 240, 1)
                .slot(SlotSeries.RESTART, "00", 180, 150, 240, 150);

        assertThat(history(run).stretches())
                .extracting(TrainingStretch::time)
                .containsExactly(new Segment(Long.MIN_VALUE, 150_000), new Segment(150_000, Long.MAX_VALUE));
    }

    @Test
    void moreThanTheSlotsHoldTakeTheirTimeOut() {
        ScrapedRunBuilder run = marked().with(RunSeries.SLOW_RUNS, 60, 0, 120, 3, 180, 3, 240, 3);
        withSlow(run, "00", 120, 100, 104, 4, 1);

        TrainingHistory history = history(run);

        assertThat(history.missing().get(RunSeries.SLOW_RUNS))
                .isEqualTo(new MissingEvents(2, List.of(new Segment(60_000, 120_001))));
        assertThat(history.coverage())
                .isEqualTo(new Coverage(List.of(new Segment(1000, 59_500), new Segment(120_001, 239_501))));
    }

    @Test
    void ofAnOlderExporterNothingIsKnown() {
        ScrapedRunBuilder old = new ScrapedRunBuilder()
                .with(RunSeries.STEPS, 60, 110, 120, 220)
                .with(RunSeries.LAST_PUSH_SECONDS, 60, 59.5, 120, 119.5)
                .slot("00", 60, 20, 120, 20);

        assertThat(only(old).facts()).isEqualTo(StepFacts.UNKNOWN);
        ScrapedRunBuilder replaced = marked().with(RunSeries.SLOW_RUNS, 180, 0, 240, 0);
        assertThat(only(replaced).facts().pace())
                .as("it was replaced by a newer one")
                .isEqualTo(Optional.empty());
    }
}

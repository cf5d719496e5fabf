package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.MissingEvents;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

class TrainingHistoryTest {

    private static TrainingHistory history(ScrapedRunBuilder run, long fromMillis) {
        return TrainingHistory.of(run.build(), fromMillis, EventConfig.DEFAULTS, "log_hampel");
    }

    private static Coverage covered(long... bounds) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            segments.add(new Segment(bounds[i], bounds[i + 1]));
        }
        return new Coverage(segments);
    }

    /** A run from 2 s on, a step and a push each second, scraped every 10 s. */
    private static ScrapedRunBuilder usual() {
        return new ScrapedRunBuilder()
                .with(RunSeries.START_SECONDS, 10, 2, 20, 2, 30, 2)
                .with(RunSeries.LAST_PUSH_SECONDS, 10, 9.5, 20, 19.5, 30, 29.5)
                .with(RunSeries.STEPS, 10, 8, 20, 18, 30, 28)
                .with(RunSeries.NORMS, 10, 8, 20, 18, 30, 28);
    }

    @Test
    void countsFromZeroWhatBeganInTheRangeAndWatchesFromItsFirstStep() {
        TrainingHistory history = history(usual(), 0);

        assertThat(history.stretches()).singleElement().satisfies(stretch -> {
            assertThat(stretch.id()).isEqualTo("r");
            assertThat(stretch.steps()).isEqualTo(28);
            assertThat(stretch.reasons()).isEmpty();
        });
        assertThat(history.coverage()).isEqualTo(covered(2000, 29_501));
        assertThat(history.scrapes()).isEqualTo(3);
        assertThat(history.scrapeIntervalMillis()).isEqualTo(10_000);
        assertThat(history.trained()).isTrue();
    }

    @Test
    void countsOnlyIncreasesOfWhatBeganBefore() {
        TrainingHistory history = history(usual(), 5000);

        assertThat(history.stretches().get(0).steps()).isEqualTo(20);
        assertThat(history.coverage()).isEqualTo(covered(9500, 29_501));
    }

    @Test
    void aRunThatPushedBeforeTheRangeOnlyDidNotTrainInIt() {
        assertThat(history(usual(), 29_600).trained()).isFalse();
        assertThat(history(new ScrapedRunBuilder(), 0).trained()).isFalse();
    }

    @Test
    void aLongWhileWithoutAPushIsAGap() {
        TrainingHistory history = history(
                new ScrapedRunBuilder()
                        .with(RunSeries.LAST_PUSH_SECONDS, 10, 9, 20, 19, 30, 29, 90, 29, 100, 95, 110, 105),
                0);

        assertThat(history.coverage()).isEqualTo(covered(9000, 29_001, 95_000, 105_001));
    }

    @Test
    void anExporterThatRestartsTakesAlongWhatItDidNotTell() {
        TrainingHistory history = history(
                new ScrapedRunBuilder()
                        .with(RunSeries.START_SECONDS, 10, 2, 20, 2, 30, 27, 40, 27)
                        .with(RunSeries.LAST_PUSH_SECONDS, 10, 9.5, 20, 19.5, 30, 29.5, 40, 39.5)
                        .with(RunSeries.STEPS, 10, 8, 20, 28, 30, 3, 40, 13),
                0);

        // From 20 s to the first step that it knows again, at 27 s; 20 steps, as between scrapes, may come at once.
        assertThat(history.restarts()).containsExactly(new LostSteps(new Segment(20_001, 27_000), 20));
        assertThat(history.coverage()).isEqualTo(covered(2000, 20_001, 27_000, 39_501));
        assertThat(history.stretches().get(0).steps()).isEqualTo(8 + 20 + 3 + 10);
    }

    @Test
    void whereNothingSaysWhenTheExporterKnowsAgainItIsTheScrape() {
        TrainingHistory history = history(
                new ScrapedRunBuilder()
                        .with(RunSeries.LAST_PUSH_SECONDS, 10, 9.5, 20, 19.5)
                        .with(RunSeries.STEPS, 10, 8, 20, 3),
                0);

        assertThat(history.restarts()).containsExactly(new LostSteps(new Segment(10_001, 20_000), 0));
        assertThat(history.trained()).isTrue();
    }

    @Test
    void spikesWithoutATimeTakeTheirTimeOutSinceThePushBefore() {
        TrainingHistory history = history(
                usual().with(RunSeries.SPIKES, 10, 0, 20, 0, 30, 2)
                        .with(RunSeries.CLOCK_SKEW_SECONDS, 20, -0.25, 30, 0.1)
                        .slot("00", 30, 25),
                0);

        assertThat(history.missing().get(RunSeries.SPIKES))
                .extracting(MissingEvents::count)
                .isEqualTo(1L);
        // From the push at 19.5 s, less the skew.
        assertThat(history.coverage()).isEqualTo(covered(2000, 19_250));
        assertThat(history.skewMillis()).isEqualTo(250);
        assertThat(history.stretches().get(0).spikes())
                .extracting(Event::onsetMillis)
                .containsExactly(25_000L);
    }

    @Test
    void aStepThatGoesBackBeginsAStratum() {
        TrainingHistory history = history(
                usual().with(RunSeries.STEP, 10, 108, 20, Double.NaN, 30, 50)
                        .with(RunSeries.SPIKE_STEPS, 10, 1, 20, 1, 30, 3)
                        .with(RunSeries.NON_FINITE, 10, 0, 20, 1, 30, 1)
                        .slot("00", 10, 5, 20, 5, 30, 5)
                        .slot("01", 30, 25),
                0);

        assertThat(history.stretches()).extracting(TrainingStretch::id).containsExactly("r", "r/restart-1");
        assertThat(history.stretches()).extracting(TrainingStretch::steps).containsExactly(8, 20);
        assertThat(history.stretches()).extracting(TrainingStretch::spikeSteps).containsExactly(1, 2);
        assertThat(history.stretches()).extracting(TrainingStretch::nonFinite).containsExactly(0, 1);
        assertThat(history.stretches().get(0).coverage()).isEqualTo(covered(2000, 10_001));
        assertThat(history.stretches().get(1).coverage()).isEqualTo(covered());
        assertThat(history.stretches().get(1).spikes())
                .extracting(Event::onsetMillis)
                .containsExactly(25_000L);
    }

    @Test
    void tooFewNormsCannotBeJudged() {
        assertThat(history(usual().with(RunSeries.NORMS, 10, 2), 0)
                        .stretches()
                        .get(0)
                        .reasons())
                .containsExactly(Reason.TOO_FEW_SAMPLES);
        assertThat(history(usual().with(RunSeries.NORMS, 10, 0), 0)
                        .stretches()
                        .get(0)
                        .reasons())
                .containsExactlyInAnyOrder(Reason.NO_FINITE_GRAD_NORM, Reason.TOO_FEW_SAMPLES);
    }

    /** Newest norm at two scrapes, greatest of the minute at two times, and the sum of 28 norms. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "constant, 7, 7, 7, 7, 30, 196, true",
        "another norm was seen, 7, 8, 7, 7, 30, 196, false",
        "a greater one within a minute, 7, 7, 7, 8, 30, 196, false",
        "the mean differs, 7, 7, 7, 7, 30, 195.9, false",
        "more than a minute was not seen, 7, 7, 7, 7, 81, 196, false"
    })
    void aNormIsConstantOnlyWhereThatIsCertain(
            String name, double a, double b, double maxA, double maxB, double at, double sum, boolean constant) {
        TrainingHistory history = history(
                usual().with(RunSeries.NORM, 20, a, 30, b)
                        .with(RunSeries.NORM_WINDOW_MAX, 20, maxA, at, maxB)
                        .with(RunSeries.NORM_SUM, 30, sum),
                0);

        assertThat(history.stretches().get(0).reasons().contains(Reason.CONSTANT_GRAD_NORM))
                .as(name)
                .isEqualTo(constant);
    }

    @Test
    void withoutANormOrItsMaximumNothingIsCertain() {
        assertThat(history(usual().with(RunSeries.NORM, 20, 7), 0)
                        .stretches()
                        .get(0)
                        .reasons())
                .isEmpty();
        assertThat(history(usual().with(RunSeries.NORM_WINDOW_MAX, 20, 7), 0)
                        .stretches()
                        .get(0)
                        .reasons())
                .isEmpty();
    }
}

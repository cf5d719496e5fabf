package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.series.TimeSeries;

class GaugedRunTest {
    private static final TimeSeries NONE = series(0);

    /** Samples 15 s apart. */
    private static TimeSeries series(int n, double... values) {
        return TimeSeries.of(IntStream.range(0, n).mapToLong(i -> i * 15_000L).toArray(), values);
    }

    @Test
    void aStepThatLastsOverSeveralScrapesIsTakenOnceAtTheFirstOfThem() {
        GaugedRun run = GaugedRun.of("luna", series(5, 7, 7, 8, 8, 8), series(5, 1, 1, 2, 2, 3));

        assertThat(run.norm().epochMillis()).containsExactly(0, 30_000, 60_000);
        assertThat(run.norm().values()).containsExactly(7, 8, 8);
        assertThat(run.step().values()).containsExactly(1, 2, 3);
    }

    @Test
    void withoutStepsANormEqualToTheOneBeforeIsTheSameStep() {
        GaugedRun run = GaugedRun.of("luna", series(4, 7, 7, Double.NaN, Double.NaN), NONE);

        assertThat(run.norm().epochMillis()).containsExactly(0, 30_000);
        assertThat(run.stepMillis()).isEmpty();
        assertThat(run.isUndersampled()).isFalse();
    }

    @Test
    void aNormThatNeverChangesIsConstantAndNotOneStep() {
        GaugedRun run = GaugedRun.of("luna", series(4, 7, 7, 7, 7), NONE);

        assertThat(run.history(CorrelationConfig.DEFAULTS).stretches().get(0).reasons())
                .isEqualTo(Set.of(Reason.CONSTANT_GRAD_NORM));
    }

    @Test
    void scrapesMoreThanTwoStepsApartAreTooSeldom() {
        GaugedRun everySecondStep = GaugedRun.of("luna", series(4, 1, 2, 3, 4), series(4, 0, 2, 4, 6));
        GaugedRun everyThirdStep = GaugedRun.of("luna", series(4, 1, 2, 3, 4), series(4, 0, 3, 6, 9));

        assertThat(everySecondStep.stepMillis()).hasValue(7500);
        assertThat(everySecondStep.isUndersampled()).isFalse();
        assertThat(everyThirdStep.stepMillis()).hasValue(5000);
        assertThat(everyThirdStep.isUndersampled()).isTrue();
    }

    @Test
    void pausesShowWhereScrapesComeAsOftenAsSteps() {
        double[] steps = {0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 6, 7, 8};
        double[] norms = {5, 6, 5, 6, 5, 5, 5, 5, 5, 6, 5, 6, 5};
        GaugedRun eachStep = GaugedRun.of("luna", series(13, norms), series(13, steps));
        GaugedRun everySecond = GaugedRun.of(
                "luna",
                series(13, norms),
                series(13, Arrays.stream(steps).map(step -> 2 * step).toArray()));

        assertThat(eachStep.showsPauses()).isTrue();
        assertThat(pace(eachStep).orElseThrow().stops())
                .containsExactly(new StepPace.Stop(new Segment(60_000, 135_000), 75_000));
        assertThat(everySecond.showsPauses()).isFalse();
        assertThat(pace(everySecond)).isEmpty();
    }

    @Test
    void withoutStepsPausesShowWhereMostScrapesShowNoOtherNorm() {
        GaugedRun slow = GaugedRun.of("luna", series(8, 1, 1, 2, 2, 3, 3, 4, 4), NONE);
        GaugedRun fast = GaugedRun.of("luna", series(8, 1, 2, 3, 4, 5, 6, 7, 8), NONE);

        assertThat(slow.showsPauses()).isTrue();
        assertThat(fast.showsPauses()).isFalse();
    }

    private static Optional<StepPace> pace(GaugedRun run) {
        return run.history(CorrelationConfig.DEFAULTS)
                .stretches()
                .get(0)
                .facts()
                .pace();
    }

    @Test
    void aLowerStepBeginsAnotherStretchAndSpikesAreFoundInEach() {
        double[] norms = new double[120];
        double[] steps = new double[120];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = (i == 50 || i == 110 ? 30 : 10) + i % 5 * 0.1;
            steps[i] = i < 60 ? i : i - 30;
        }
        TrainingHistory history =
                GaugedRun.of("luna", series(120, norms), series(120, steps)).history(CorrelationConfig.DEFAULTS);

        assertThat(history.stretches()).extracting(TrainingStretch::id).containsExactly("luna", "luna/restart-1");
        assertThat(history.stretches())
                .flatExtracting(TrainingStretch::spikes)
                .extracting(Event::onsetMillis)
                .containsExactly(50 * 15_000L, 110 * 15_000L);
        assertThat(history.scrapes()).isEqualTo(120);
        assertThat(history.scrapeIntervalMillis()).isEqualTo(15_000);
    }

    @Test
    void refusesStepsOfOtherNorms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaugedRun("luna", NONE, series(2, 1, 2), NONE))
                .withMessage("step must have one value per norm, got 0 for 2");
    }
}

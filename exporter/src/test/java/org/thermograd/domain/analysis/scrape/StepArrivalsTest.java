package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.series.TimeSeries;

class StepArrivalsTest {

    /** A value for each second, or each other interval, from 0 on. */
    private static double[] scraped(int scrapes, double everySeconds, DoubleUnaryOperator value) {
        return IntStream.range(0, scrapes)
                .mapToDouble(i -> i * everySeconds)
                .flatMap(at -> DoubleStream.of(at, value.applyAsDouble(at)))
                .toArray();
    }

    /** Step n (from 1) ends at 3 n + 0.25 s and is pushed 0.1 s later, by a clock that is 2 s behind the exporter's. */
    private static ScrapedRunBuilder everyThreeSeconds(int scrapes, double everySeconds) {
        return new ScrapedRunBuilder()
                .with(RunSeries.START_SECONDS, scraped(scrapes, everySeconds, at -> 3.25))
                .with(RunSeries.STEPS, scraped(scrapes, everySeconds, StepArrivalsTest::steps))
                .with(RunSeries.CLOCK_SKEW_SECONDS, scraped(scrapes, everySeconds, at -> 2.1))
                .with(
                        RunSeries.LAST_PUSH_SECONDS,
                        scraped(scrapes, everySeconds, at -> 3 * steps(at) + 0.25 + 2.1 + 0.05 * (steps(at) % 3)));
    }

    private static double steps(double at) {
        return Math.max(0, Math.floor((at - 2.5) / 3));
    }

    private static SortedMap<String, TimeSeries> arrivals(ScrapedRunBuilder run) {
        return StepArrivals.of(TrainingHistory.of(run.build(), 0, EventConfig.DEFAULTS, "log_hampel"), 0);
    }

    private static TimeSeries of(SortedMap<String, TimeSeries> arrivals, String run) {
        return requireNonNull(arrivals.get(run), run);
    }

    @Test
    void stepsThatScrapesShowOneByOneHaveTheTimesOfTheirPushesByTheClockOfTheRun() {
        ScrapedRunBuilder run = everyThreeSeconds(60, 1);

        TimeSeries steps = of(arrivals(run), "r");

        assertThat(steps.size()).isEqualTo((int) steps(59));
        assertThat(steps.epochMillis(0)).isEqualTo(3300);
        assertThat(steps.epochMillis(1)).isEqualTo(6350);
        assertThat(steps.epochMillis(2)).isEqualTo(9250);
    }

    @Test
    void aSpikeIsAtItsOwnStep() {
        ScrapedRunBuilder run =
                everyThreeSeconds(60, 1).slot("00", scraped(60, 1, at -> 6.25)).slot("01", 20, 15.25, 30, 15.25);

        TimeSeries steps = of(arrivals(run), "r");

        assertThat(steps.epochMillis(1)).isEqualTo(6250);
        assertThat(steps.epochMillis(4)).isEqualTo(15_250);
        assertThat(steps.epochMillis(3)).isEqualTo(12_300);
    }

    @Test
    void fewMissedScrapesAreMadeUpForAndManyAreNot() {
        double[] steps = scraped(90, 1, at -> Math.floor(at) + 1);
        for (int i = 80; i < steps.length; i += 2) {
            steps[i + 1]++;
        }

        TimeSeries known = of(
                arrivals(new ScrapedRunBuilder()
                        .with(RunSeries.STEPS, steps)
                        .with(RunSeries.LAST_PUSH_SECONDS, scraped(90, 1, at -> at))),
                "r");

        assertThat(known.size()).isEqualTo(91);
        assertThat(known.epochMillis(39)).isEqualTo(39_000);
        assertThat(known.epochMillis(40)).isEqualTo(known.epochMillis(41)).isEqualTo(40_000);
        assertThat(arrivals(everyThreeSeconds(60, 4)))
                .as("4 steps in 3 scrapes")
                .isEmpty();
    }

    @Test
    void aRunThatBeganBeforeTheRangeIsCountedFromTheFirstScrape() {
        ScrapedRunBuilder run = new ScrapedRunBuilder()
                .with(RunSeries.START_SECONDS, scraped(20, 1, at -> -50))
                .with(RunSeries.STEPS, scraped(20, 1, at -> 500 + at))
                .with(RunSeries.LAST_PUSH_SECONDS, scraped(20, 1, at -> at));

        assertThat(of(arrivals(run), "r").size()).isEqualTo(20);
    }

    @Test
    void eachStretchAfterARestartHasItsOwn() {
        ScrapedRunBuilder run = new ScrapedRunBuilder()
                .with(RunSeries.STEPS, scraped(40, 1, at -> at + 1))
                .with(RunSeries.STEP, scraped(40, 1, at -> at < 20 ? at : at - 5))
                .with(RunSeries.LAST_PUSH_SECONDS, scraped(40, 1, at -> at));

        SortedMap<String, TimeSeries> arrivals = arrivals(run);

        assertThat(arrivals.keySet()).containsExactly("r", "r/restart-1");
        assertThat(of(arrivals, "r").size()).isEqualTo(20);
        assertThat(of(arrivals, "r/restart-1").epochMillis(0)).isEqualTo(20_000);
    }

    @Test
    void stepsOfAGaugeComeWithTheScrapeThatShowsThem() {
        TimeSeries norms = ScrapedRunBuilder.series(scraped(40, 5, at -> 10 + at % 7));
        TimeSeries steps = ScrapedRunBuilder.series(scraped(40, 5, at -> Math.floor(at / 6)));

        TimeSeries known = of(StepArrivals.of(GaugedRun.of("luna", norms, steps)), "luna");

        assertThat(known.size()).isEqualTo(33);
        assertThat(known.epochMillis(1)).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.4})
    void aGaugeThatSkipsStepsOrHasNoneTellsNoTimes(double stepSeconds) {
        TimeSeries norms = ScrapedRunBuilder.series(scraped(40, 5, at -> 10 + at % 7));
        TimeSeries steps = ScrapedRunBuilder.series(scraped(40, 5, at -> Math.floor(at / stepSeconds)));

        assertThat(StepArrivals.of(GaugedRun.of("luna", norms, steps))).isEmpty();
        assertThat(StepArrivals.of(GaugedRun.of("luna", norms, TimeSeries.of(new long[0], new double[0]))))
                .isEqualTo(Map.of());
    }
}

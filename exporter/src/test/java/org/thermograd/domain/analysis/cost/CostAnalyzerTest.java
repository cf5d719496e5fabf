package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.CostAnalyzer.Signals;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.SeededNoise;

class CostAnalyzerTest {
    private static final CostConfig CONFIG = new CostConfig(1000, Set.of());
    private static final long HOUR = 3_600_000;

    private static TimeSeries at(long... times) {
        return TimeSeries.of(times, new double[times.length]);
    }

    /** Steps from 0 up to some time, each as long as a function of its start says. */
    private static TimeSeries steps(long end, LongToDoubleFunction millis) {
        List<Long> times = new ArrayList<>();
        double now = 0;
        while (now <= end) {
            times.add(Math.round(now));
            now += millis.applyAsDouble(Math.round(now));
        }
        return at(times.stream().mapToLong(Long::longValue).toArray());
    }

    private static Coverage all(TimeSeries steps) {
        return new Coverage(List.of(new Segment(0, steps.epochMillis(steps.size() - 1) + 1)));
    }

    private static EpisodeKind kind(String reason) {
        return new EpisodeKind("gpu0", reason);
    }

    /** Episodes of 20 s, one every 200 s, the first after 150 s. */
    private static List<Segment> episodes(int count) {
        return LongStream.range(0, count)
                .map(i -> 150_000 + i * 200_000)
                .mapToObj(start -> new Segment(start, start + 20_000))
                .toList();
    }

    private static boolean isIn(List<Segment> episodes, long millis) {
        return episodes.stream().anyMatch(episode -> episode.contains(millis));
    }

    private static EpisodeCost cost(TimeSeries steps, List<Segment> episodes) {
        return cost(CONFIG, steps, episodes, Signals.NONE);
    }

    private static EpisodeCost cost(CostConfig config, TimeSeries steps, List<Segment> episodes, Signals signals) {
        RunCost run = new CostAnalyzer(config)
                .analyze("luna", steps, all(steps), Map.of(kind("recorded"), episodes), signals);
        assertThat(run.episodes()).hasSize(1);
        return run.episodes().get(0);
    }

    @Test
    void comparesEachEpisodeWithTheStepsNearIt() {
        List<Segment> episodes = episodes(6);
        TimeSeries steps = steps(1_400_000, now -> isIn(episodes, now) ? 150 : 100);

        EpisodeCost cost = cost(steps, episodes);

        assertThat(cost.method()).isEqualTo(Method.MATCHED);
        assertThat(cost.episodes()).isEqualTo(6);
        assertThat(cost.slowdown().orElseThrow().clusters()).isEqualTo(6);
        assertThat(cost.slowdown().orElseThrow().ratio()).isCloseTo(1.5, within(1e-9));
        assertThat(cost.interval().orElseThrow().lower()).isCloseTo(1.5, within(1e-9));
        assertThat(cost.interval().orElseThrow().late()).isEmpty();
        assertThat(cost.sides().orElseThrow().inside().count())
                .as("133 1/3 steps in each")
                .isBetween(6 * 133, 6 * 134);
        assertThat(cost.sides().orElseThrow().inside().medianSeconds()).hasValue(0.15);
        assertThat(cost.sides().orElseThrow().outside().medianSeconds()).hasValue(0.1);
        assertThat(cost.insideTotalSeconds()).isEqualTo(120);
        assertThat(cost.coveredShare().orElseThrow()).isCloseTo(120 / 1400.0, within(1e-4));
        assertThat(cost.lost().orElseThrow().seconds()).isCloseTo(40, within(1e-6));
        assertThat(cost.lostSteps().orElseThrow()).isCloseTo(400, within(1e-4));
        assertThat(cost.sides().orElseThrow().inside().meanJoules()).isEmpty();
    }

    @Test
    void claimsNothingFromFewerThanFiveEpisodes() {
        List<Segment> episodes = episodes(4);
        TimeSeries steps = steps(1_400_000, now -> isIn(episodes, now) ? 150 : 100);

        EpisodeCost cost = cost(steps, episodes);

        assertThat(cost.slowdown().orElseThrow().ratio()).isCloseTo(1.5, within(1e-9));
        assertThat(cost.isOfFewEpisodes()).isTrue();
        assertThat(cost.interval()).isEmpty();
        assertThat(cost.lost()).isEmpty();
        assertThat(cost.lostSteps()).isEmpty();
    }

    @Test
    void episodesCloseToEachOtherAreOneDraw() {
        List<Segment> pairs = episodes(4).stream()
                .flatMap(one -> List.of(one, new Segment(one.endMillis() + 29_999, one.endMillis() + 40_000)).stream())
                .toList();
        TimeSeries steps = steps(1_400_000, now -> isIn(pairs, now) ? 150 : 100);

        EpisodeCost cost = cost(steps, pairs);

        assertThat(cost.episodes()).isEqualTo(8);
        assertThat(cost.slowdown().orElseThrow().clusters()).isEqualTo(4);
    }

    /** Steps grow from 100 ms to 200 ms in the hour, and the episodes are all in its second half. */
    @Test
    void aTrendOfStepTimesIsNoCost() {
        for (int seed = 1; seed <= 20; seed++) {
            SeededNoise noise = new SeededNoise(seed);
            TimeSeries steps = steps(HOUR, now -> (400 + 400.0 * now / HOUR) * Math.exp(0.05 * noise.irwinHall()));
            List<Segment> late = LongStream.range(0, 9)
                    .mapToObj(i -> new Segment(HOUR / 2 + i * 190_000, HOUR / 2 + i * 190_000 + 40_000))
                    .toList();

            EpisodeCost cost = cost(steps, late);

            assertThat(cost.sides().orElseThrow().inside().medianSeconds().orElseThrow()
                            / cost.sides()
                                    .orElseThrow()
                                    .outside()
                                    .medianSeconds()
                                    .orElseThrow())
                    .as("seed %d: medians of all steps differ", seed)
                    .isGreaterThan(1.15);
            assertThat(cost.slowdown().orElseThrow().ratio())
                    .as("seed %d", seed)
                    .isCloseTo(1, within(0.02));
        }
    }

    /** One hour at 2.5 steps a second with correlated noise, and 12 episodes of 30 s that slow steps by a factor. */
    private static EpisodeCost planted(int seed, double factor) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Segment> episodes = IntStream.range(0, 12)
                .mapToLong(i -> 70_000 + i * 290_000L + random.nextInt(200_000))
                .mapToObj(start -> new Segment(start, start + 30_000))
                .toList();
        SeededNoise noise = new SeededNoise(seed);
        double[] slow = {0};
        TimeSeries steps = steps(HOUR, now -> {
            slow[0] = 0.8 * slow[0] + 0.03 * noise.irwinHall();
            return 400 * Math.exp(slow[0] + 0.05 * noise.irwinHall()) * (isIn(episodes, now) ? factor : 1);
        });
        return cost(steps, episodes);
    }

    @Test
    void theIntervalHoldsThePlantedSlowdown() {
        int held = 0;
        for (int seed = 1; seed <= 100; seed++) {
            EpisodeCost cost = planted(seed, 1.3);
            Slowdown.Interval interval = cost.interval().orElseThrow();
            held += interval.lower() <= 1.3 && 1.3 <= interval.upper() ? 1 : 0;
            assertThat(interval.p().orElseThrow()).as("seed %d", seed).isLessThan(1e-6);
            assertThat(cost.lost().orElseThrow().seconds()).isCloseTo(360 * (1 - 1 / 1.3), within(20.0));
        }

        assertThat(held).as("of 100, 95 expected").isGreaterThanOrEqualTo(90);
    }

    @Test
    void claimsNothingWhereNothingIsSlower() {
        int claimed = 0;
        int rejected = 0;
        for (int seed = 1; seed <= 100; seed++) {
            EpisodeCost cost = planted(seed, 1);
            claimed += cost.lost().isPresent() ? 1 : 0;
            rejected += cost.interval().orElseThrow().p().orElseThrow() <= 0.05 ? 1 : 0;
        }

        assertThat(claimed).as("of 100, 2.5 expected").isLessThanOrEqualTo(6);
        assertThat(rejected).as("of 100, 5 expected").isLessThanOrEqualTo(10);
    }

    @Test
    void aStepHalfInsideIsCorrectedForItsOtherHalf() {
        // Steps of 10 s take 15 s where they lie inside from start to end, and 12.5 s where half of their work does.
        List<Segment> episodes = episodes(1).stream()
                .map(one -> new Segment(one.startMillis() + 5_000, one.startMillis() + 12_500))
                .toList();
        TimeSeries steps = steps(600_000, now -> now == 150_000 ? 12_500 : 10_000);

        EpisodeCost cost = cost(steps, episodes);

        assertThat(cost.sides().orElseThrow().inside().count()).isEqualTo(1);
        assertThat(cost.slowdown().orElseThrow().ratio())
                .as("60%% of 12.5 s inside: 0.6 / (10 / 12.5 - 0.4)")
                .isCloseTo(1.5, within(1e-9));
    }

    /** Half of a step lies inside, and it took more than twice the reference: as if it had stood still there. */
    @Test
    void whereTheCorrectionHasNoLimitTheStepsAreTakenAsTheyAre() {
        TimeSeries steps = steps(600_000, now -> now == 150_000 ? 25_000 : 10_000);

        EpisodeCost cost = cost(steps, List.of(new Segment(150_000, 162_500)));

        assertThat(cost.sides().orElseThrow().inside().count()).isEqualTo(1);
        assertThat(cost.slowdown().orElseThrow().ratio()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void withStepsOnOneSideOnlyTheReferenceIsTheirMedian() {
        TimeSeries steps = steps(300_000, now -> now < 280_000 ? 1000 : 2000);

        EpisodeCost atTheEnd = cost(steps, List.of(new Segment(280_000, 300_000)));
        EpisodeCost alone = cost(steps, List.of(new Segment(70_000, 300_000)));

        assertThat(atTheEnd.slowdown().orElseThrow().ratio()).isCloseTo(2, within(1e-9));
        assertThat(alone.slowdown()).as("9 steps before, none after").isEmpty();
    }

    @Test
    void aFlagThatRisesLateWidensTheIntervalUnlessItsLatencyIsKnown() {
        List<Segment> slow = episodes(8);
        List<Segment> flagged = slow.stream()
                .map(one -> new Segment(one.startMillis() + 5_000, one.endMillis() + 5_000))
                .toList();
        SeededNoise noise = new SeededNoise(1);
        TimeSeries steps = steps(1_800_000, now -> (isIn(slow, now) ? 600 : 400) * Math.exp(0.02 * noise.irwinHall()));

        EpisodeCost unknown = cost(new CostConfig(1000, Set.of("recorded")), steps, flagged, Signals.NONE);
        EpisodeCost known = cost(CONFIG, steps, flagged, Signals.NONE);

        assertThat(unknown.late().orElseThrow().millis()).isEqualTo(5000);
        assertThat(unknown.late().orElseThrow().ratio()).isCloseTo(1.5, within(0.02));
        assertThat(unknown.interval().orElseThrow().upper())
                .isGreaterThan(known.interval().orElseThrow().upper())
                .isGreaterThan(1.5);
        assertThat(unknown.slowdown().orElseThrow().ratio())
                .isEqualTo(known.slowdown().orElseThrow().ratio());
        assertThat(unknown.insideTotalSeconds()).isEqualTo(160);
        assertThat(known.late()).isEmpty();
    }

    @Test
    void leavesOutStallsAndTheMinuteAfterEachStartAndStall() {
        long[] times = new long[2001];
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + (i == 1000 ? 1001 : i == 1500 ? 1000 : 100);
        }
        TimeSeries steps = at(times);

        RunCost cost =
                new CostAnalyzer(CONFIG).analyze("luna", steps, all(steps), Map.of(kind("x"), List.of()), Signals.NONE);

        assertThat(cost.used().orElseThrow().stalls())
                .as("more than 10 medians")
                .isEqualTo(1);
        assertThat(cost.used().orElseThrow().stallSeconds()).isEqualTo(1.001);
        assertThat(cost.used().orElseThrow().steps())
                .as("without 600 at the start, the stall and 591 after it")
                .isEqualTo(2000 - 600 - 1 - 591);
        assertThat(cost.watchedSeconds()).as("with all of them").isEqualTo(times[2000] / 1000.0, within(1e-9));
        assertThat(cost.bestDecile()).contains(new BestDecile(0.1, 0.1));
    }

    @Test
    void takesNoStepAcrossAGap() {
        long[] times = LongStream.concat(
                        LongStream.rangeClosed(0, 900).map(i -> i * 100),
                        LongStream.rangeClosed(0, 900).map(i -> 200_000 + i * 100))
                .toArray();
        Coverage watched = new Coverage(List.of(new Segment(0, 90_001), new Segment(200_000, 290_001)));
        Map<EpisodeKind, List<Segment>> episodes =
                Map.of(kind("x"), List.of(new Segment(85_000, 265_000), new Segment(120_000, 130_000)));

        RunCost cost = new CostAnalyzer(CONFIG).analyze("luna", at(times), watched, episodes, Signals.NONE);

        assertThat(cost.used().orElseThrow().steps())
                .as("without a minute in each part")
                .isEqualTo(300 + 300);
        assertThat(cost.watchedSeconds()).isCloseTo(180, within(1e-9));
        EpisodeCost only = cost.episodes().get(0);
        assertThat(only.episodes()).isEqualTo(1);
        assertThat(only.sides().orElseThrow().inside().count()).isEqualTo(50 + 50);
        assertThat(only.insideTotalSeconds()).isCloseTo(5.001 + 65, within(1e-9));
    }

    @Test
    void stepsInEpisodesOfOtherKindsAreNotComparedWith() {
        List<Segment> own = episodes(5);
        List<Segment> others = own.stream()
                .map(one -> new Segment(one.endMillis() + 50_000, one.endMillis() + 60_000))
                .toList();
        Map<EpisodeKind, List<Segment>> kinds = new LinkedHashMap<>();
        kinds.put(kind("sw_thermal"), own);
        kinds.put(kind("sw_power_cap"), others);
        kinds.put(kind("thermal"), List.copyOf(own));
        TimeSeries steps = steps(1_200_000, now -> isIn(own, now) ? 150 : isIn(others, now) ? 1000 : 100);

        List<EpisodeCost> costs = new CostAnalyzer(CONFIG)
                .analyze("luna", steps, all(steps), kinds, Signals.NONE)
                .episodes();

        assertThat(costs)
                .extracting(EpisodeCost::kind)
                .containsExactly(kind("sw_thermal"), kind("sw_power_cap"), kind("thermal"));
        assertThat(costs.get(2)).isEqualTo(costs.get(0).of(kind("thermal")));
        assertThat(costs.get(0).slowdown().orElseThrow().ratio()).isCloseTo(1.5, within(1e-9));
        assertThat(costs.get(1).slowdown().orElseThrow().ratio()).isCloseTo(10, within(1e-9));
        assertThat(costs.get(0).sides().orElseThrow().outside())
                .isEqualTo(costs.get(1).sides().orElseThrow().outside());
    }

    @Test
    void anEpisodeWithoutStepsNearItIsNotCompared() {
        TimeSeries steps = steps(300_000, now -> 100);

        EpisodeCost afterTheStart = cost(steps, List.of(new Segment(30_000, 50_000)));
        EpisodeCost atTheStart = cost(steps, List.of(new Segment(0, 65_000)));
        EpisodeCost none = cost(steps, List.of());

        assertThat(afterTheStart.method()).isEqualTo(Method.NONE);
        assertThat(afterTheStart.sides().orElseThrow().inside().count()).isZero();
        assertThat(afterTheStart.sides().orElseThrow().inside().medianSeconds()).isEmpty();
        assertThat(atTheStart.slowdown().orElseThrow().clusters())
                .as("5 s are inside, and enough steps come after it")
                .isEqualTo(1);
        assertThat(none.episodes()).isZero();
        assertThat(none.slowdown()).isEmpty();
    }

    @Test
    void knowsTheEnergyOfAStep() {
        List<Segment> episodes = episodes(1);
        TimeSeries steps = steps(400_000, now -> isIn(episodes, now) ? 150 : 100);
        long[] seconds = LongStream.rangeClosed(0, 410).map(s -> s * 1000).toArray();
        double[] watts = LongStream.of(seconds)
                .mapToDouble(t -> t == 20_000 ? Double.NaN : t >= 149_000 && t <= 171_000 ? 200 : 400)
                .toArray();

        EpisodeCost cost =
                cost(CONFIG, steps, episodes, new Signals(Optional.of(TimeSeries.of(seconds, watts)), Map.of()));

        assertThat(cost.sides().orElseThrow().inside().meanJoules()).hasValueCloseTo(200 * 0.15, within(1e-9));
        assertThat(cost.sides().orElseThrow().outside().meanJoules()).hasValueCloseTo(400 * 0.1, within(0.2));
    }

    /** Steps of 0.3 s and what the clock makes of another 0.7 s, a clock that swings, and a flag that is up throughout. */
    @Test
    void aRunThatIsThrottledFromStartToEndIsComparedWithItsClock() {
        LongToDoubleFunction clock = now -> 1.5e9 + 0.3e9 * Math.sin(now / 300_000.0);
        TimeSeries steps = steps(2 * HOUR, now -> 300 + 700 * 1.8e9 / clock.applyAsDouble(now));
        long[] seconds = LongStream.rangeClosed(0, 7200).map(s -> s * 1000).toArray();
        TimeSeries hertz =
                TimeSeries.of(seconds, LongStream.of(seconds).mapToDouble(clock).toArray());
        Map<EpisodeKind, List<Segment>> episodes =
                Map.of(kind("sw_thermal"), List.of(new Segment(-500, 2 * HOUR + 500)));
        Signals signals =
                new Signals(Optional.empty(), Map.of("gpu0", new ClockSamples(hertz, OptionalDouble.of(1.8e9))));
        CostAnalyzer analyzer = new CostAnalyzer(CONFIG);

        RunCost cost = analyzer.analyze("luna", steps, all(steps), episodes, signals);

        assertThat(cost.episodes().get(0).method()).isEqualTo(Method.DOSE);
        assertThat(cost.episodes().get(0).lost()).isEmpty();
        DoseResponse.Estimated dose = (DoseResponse.Estimated) cost.dose().orElseThrow();
        double truth = 0.3 + 0.7 / dose.meanClockShare();
        assertThat(dose.slowdown()).isCloseTo(truth, within(0.002));
        assertThat(dose.lower()).isLessThan(truth);
        assertThat(dose.upper()).isGreaterThan(dose.lower());
        assertThat(dose.device()).isEqualTo("gpu0");
        assertThat(dose.extrapolated()).isFalse();
        assertThat(analyzer.analyze("luna", steps, all(steps), episodes, Signals.NONE)
                        .dose())
                .contains(new DoseResponse.Refused("gpu0", DoseResponse.Reason.NO_CLOCK));
    }

    @Test
    void comparesTheClockOfTheDeviceThatWasInEpisodesLongest() {
        TimeSeries steps = steps(300_000, now -> 1000);
        Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
        episodes.put(new EpisodeKind("gpu0", "sw_thermal"), List.of(new Segment(0, 140_000)));
        episodes.put(new EpisodeKind("gpu1", "sw_thermal"), List.of(new Segment(140_000, 300_000)));
        episodes.put(new EpisodeKind(EpisodeKind.ALL, "sw_thermal"), List.of(new Segment(0, 300_000)));

        RunCost cost = new CostAnalyzer(CONFIG).analyze("luna", steps, all(steps), episodes, Signals.NONE);

        assertThat(cost.episodes()).extracting(EpisodeCost::method).containsOnly(Method.DOSE);
        assertThat(cost.dose()).contains(new DoseResponse.Refused("gpu1", DoseResponse.Reason.NO_CLOCK));
    }

    @Test
    void isTheSameInAnyNumberOfThreads() throws Exception {
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertThat(one.submit(() -> planted(7, 1.2)).get()).isEqualTo(planted(7, 1.2));
        } finally {
            one.shutdown();
        }
    }

    @Test
    void hasNothingToSayOfARunWithoutSteps() {
        RunCost cost = new CostAnalyzer(CONFIG)
                .analyze("none", at(), new Coverage(List.of()), Map.of(kind("x"), List.of()), Signals.NONE);

        assertThat(cost.used().orElseThrow().steps()).isZero();
        assertThat(cost.bestDecile()).isEmpty();
        assertThat(cost.dose()).isEmpty();
        assertThat(cost.episodes().get(0).method()).isEqualTo(Method.NONE);
        assertThat(cost.episodes().get(0).coveredShare()).isEmpty();
    }

    @Test
    void refusesAGuardThatIsNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CostConfig(-1, Set.of()))
                .withMessage("guardMillis must be at least 0, got -1");
    }
}

package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.SeededNoise;

class CostAnalyzerTest {
    private static final CostConfig CONFIG = CostConfig.of(1000, 1);

    private static TimeSeries at(long... times) {
        return TimeSeries.of(times, new double[times.length]);
    }

    private static TimeSeries at(List<Long> times) {
        return at(times.stream().mapToLong(Long::longValue).toArray());
    }

    /** Steps of 100 ms, of 150 ms where they begin between 100 s and 110 s; the last ends at 200 s or so. */
    private static TimeSeries slowedInTheMiddle() {
        List<Long> times = new ArrayList<>();
        long now = 0;
        while (now <= 200_000) {
            times.add(now);
            now += now >= 100_000 && now < 110_000 ? 150 : 100;
        }
        return at(times);
    }

    private static Coverage all(TimeSeries steps) {
        return new Coverage(List.of(new Segment(0, steps.epochMillis(steps.size() - 1) + 1)));
    }

    private static EpisodeKind kind(String reason) {
        return new EpisodeKind("gpu0", reason);
    }

    private static EpisodeCost only(RunCost cost) {
        assertThat(cost.episodes()).hasSize(1);
        return cost.episodes().get(0);
    }

    @Test
    void comparesMediansInsideAndOutside() {
        TimeSeries steps = slowedInTheMiddle();
        RunCost cost = new CostAnalyzer(CONFIG)
                .analyze(
                        "luna",
                        steps,
                        all(steps),
                        Map.of(kind("sw_thermal"), List.of(new Segment(100_000, 110_000))),
                        Optional.empty());

        EpisodeCost throttled = only(cost);
        EpisodeCost.Estimate estimate = throttled.estimate().orElseThrow();
        assertThat(cost.run()).isEqualTo("luna");
        assertThat(throttled.episodes()).isEqualTo(1);
        assertThat(throttled.insideSteps())
                .as("of 150 ms, the last a third outside")
                .isEqualTo(67);
        assertThat(throttled.outsideSteps())
                .as("less 10 steps of guard before, and those within 1 s after 110 s")
                .isEqualTo(steps.size() - 1 - 67 - 10 - 10);
        assertThat(estimate.slowdown()).isCloseTo(1.5, within(1e-12));
        assertThat(estimate.lostSeconds()).isCloseTo(67 * 0.05, within(1e-9));
        assertThat(estimate.lostSteps()).isCloseTo(67 * 0.5, within(1e-9));
        assertThat(estimate.nearSlowdown()).hasValueCloseTo(1.5, within(1e-12));
        assertThat(estimate.hasTrend()).isFalse();
        assertThat(estimate.p()).as("few shifts put the episode on slow steps").isBetween(0.001, 0.1);
        assertThat(estimate.lower()).hasValueCloseTo(1.5, within(1e-9));
        assertThat(estimate.insideJoules()).isEmpty();
        assertThat(cost.watchedSeconds()).isCloseTo(steps.epochMillis(steps.size() - 1) / 1000.0, within(1e-9));
    }

    @Test
    void kindsWithTheSameEpisodesCostTheSame() {
        TimeSeries steps = slowedInTheMiddle();
        Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
        episodes.put(kind("sw_thermal"), List.of(new Segment(100_000, 110_000)));
        episodes.put(kind("other"), List.of(new Segment(100_000, 109_000)));
        episodes.put(kind("thermal"), List.of(new Segment(105_000, 110_000), new Segment(100_000, 106_000)));

        List<EpisodeCost> costs = new CostAnalyzer(CONFIG)
                .analyze("luna", steps, all(steps), episodes, Optional.empty())
                .episodes();

        assertThat(costs)
                .extracting(EpisodeCost::kind)
                .containsExactly(kind("sw_thermal"), kind("other"), kind("thermal"));
        assertThat(costs.get(2)).isEqualTo(costs.get(0).of(kind("thermal")));
        assertThat(costs.get(1).insideSteps()).isLessThan(costs.get(0).insideSteps());
    }

    @Test
    void estimatesNothingFromFewSteps() {
        TimeSeries steps = slowedInTheMiddle();
        Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
        episodes.put(kind("enough"), List.of(new Segment(70_000, 72_000)));
        episodes.put(kind("none"), List.of());
        episodes.put(kind("short"), List.of(new Segment(50_000, 51_900)));

        List<EpisodeCost> costs = new CostAnalyzer(CONFIG)
                .analyze("luna", steps, all(steps), episodes, Optional.empty())
                .episodes();

        assertThat(costs).extracting(one -> one.kind().reason()).containsExactly("enough", "none", "short");
        assertThat(costs).extracting(EpisodeCost::insideSteps).containsExactly(20, 0, 19);
        assertThat(costs).extracting(one -> one.estimate().isPresent()).containsExactly(true, false, false);
        assertThat(costs).extracting(EpisodeCost::episodes).containsExactly(1, 0, 1);
    }

    @Test
    void leavesStallsOutAndCountsThem() {
        List<Long> times = new ArrayList<>(List.of(0L));
        for (int i = 1; i <= 400; i++) {
            times.add(times.get(i - 1) + (i % 100 == 0 ? 1001 : i % 100 == 50 ? 1000 : 100));
        }
        TimeSeries steps = at(times);

        RunCost cost = new CostAnalyzer(CONFIG)
                .analyze(
                        "luna",
                        steps,
                        all(steps),
                        Map.of(kind("x"), List.of(new Segment(5000, 10_000))),
                        Optional.empty());

        assertThat(cost.stalls()).as("more than 10 medians").isEqualTo(4);
        assertThat(cost.stallSeconds()).isEqualTo(4.004, within(1e-12));
        assertThat(cost.steps()).isEqualTo(396);
        assertThat(cost.watchedSeconds()).as("with the stalls").isCloseTo(times.get(400) / 1000.0, within(1e-9));
    }

    /** Interval and p-value as they are defined: every resample and every shift put together step by step, and sorted. */
    @Test
    void hasTheIntervalAndThePValueOfItsDefinition() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Segment> episodes = new ArrayList<>();
            for (long start = 20_000; start < 350_000; start += 60_000 + random.nextInt(40_000)) {
                episodes.add(new Segment(start, start + 30_000 + random.nextInt(8_000)));
            }
            List<Long> times = new ArrayList<>(List.of(0L));
            for (long now = 0; now < 400_000; ) {
                long begun = now;
                now += 400 + random.nextInt(200) + (episodes.stream().anyMatch(one -> one.contains(begun)) ? 10 : 0);
                times.add(now);
            }
            TimeSeries steps = at(times);
            CostConfig config = new CostConfig(1000, seed, 200, 99);
            CostDefinition definition = new CostDefinition(times, episodes, config);

            EpisodeCost.Estimate estimate = only(new CostAnalyzer(config)
                            .analyze("luna", steps, all(steps), Map.of(kind("x"), episodes), Optional.empty()))
                    .estimate()
                    .orElseThrow();

            double[] resampled = definition.resampled();
            assertThat(estimate.slowdown()).isEqualTo(definition.slowdown(0));
            assertThat(estimate.p()).as("seed %d", seed).isEqualTo(definition.p());
            assertThat(estimate.lower()).as("seed %d", seed).hasValue(CostDefinition.quantile(resampled, 0.025));
            assertThat(estimate.upper()).as("seed %d", seed).hasValue(CostDefinition.quantile(resampled, 0.975));
        }
    }

    @Test
    void takesNoDurationAcrossAGapAndCutsEpisodesThere() {
        long[] times = LongStream.concat(
                        LongStream.rangeClosed(0, 100).map(i -> i * 100),
                        LongStream.rangeClosed(0, 100).map(i -> 60_000 + i * 100))
                .toArray();
        Coverage watched = new Coverage(List.of(new Segment(0, 10_001), new Segment(60_000, 70_001)));

        RunCost cost = new CostAnalyzer(CONFIG)
                .analyze(
                        "luna",
                        at(times),
                        watched,
                        Map.of(kind("x"), List.of(new Segment(8000, 62_000))),
                        Optional.empty());

        assertThat(cost.steps()).isEqualTo(200);
        assertThat(cost.watchedSeconds()).isCloseTo(20, within(1e-9));
        assertThat(only(cost).insideSteps()).isEqualTo(20 + 20);
        assertThat(only(cost).episodes()).as("one, as the gap is no time").isEqualTo(1);
    }

    @Test
    void knowsTheEnergyOfAStep() {
        TimeSeries steps = slowedInTheMiddle();
        long[] seconds = LongStream.rangeClosed(0, 210).map(s -> s * 1000).toArray();
        double[] watts = Arrays.stream(seconds)
                .mapToDouble(t -> t == 20_000 ? Double.NaN : t >= 99_000 && t <= 111_000 ? 200 : 400)
                .toArray();

        EpisodeCost.Estimate estimate = only(new CostAnalyzer(CONFIG)
                        .analyze(
                                "luna",
                                steps,
                                all(steps),
                                Map.of(kind("x"), List.of(new Segment(100_000, 110_000))),
                                Optional.of(TimeSeries.of(seconds, watts))))
                .estimate()
                .orElseThrow();

        assertThat(estimate.insideJoules()).hasValueCloseTo(200 * 0.15, within(1e-9));
        assertThat(estimate.outsideJoules()).hasValueCloseTo(400 * 0.1, within(0.2));
    }

    @Test
    void seesATrendThatIsNotTheEpisodes() {
        List<Long> times = new ArrayList<>();
        long now = 0;
        while (now < 3_600_000) {
            times.add(now);
            now += 100 + now / 36_000;
        }
        TimeSeries steps = at(times);
        RunCost cost = new CostAnalyzer(CONFIG)
                .analyze(
                        "ramp",
                        steps,
                        all(steps),
                        Map.of(kind("x"), List.of(new Segment(3_300_000, 3_400_000))),
                        Optional.empty());

        EpisodeCost.Estimate estimate = only(cost).estimate().orElseThrow();
        assertThat(estimate.slowdown()).isGreaterThan(1.2);
        assertThat(estimate.nearSlowdown().orElseThrow()).isCloseTo(1, within(0.05));
        assertThat(estimate.hasTrend()).isTrue();
    }

    /** One hour at 2.5 steps a second with correlated noise, and 12 episodes of 30 s that slow steps by a factor. */
    private static RunCost planted(int seed, double factor) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Segment> episodes = IntStream.range(0, 12)
                .mapToLong(i -> i * 300_000L + random.nextInt(260_000))
                .mapToObj(start -> new Segment(start, start + 30_000))
                .toList();
        SeededNoise noise = new SeededNoise(seed);
        List<Long> times = new ArrayList<>();
        double now = 0;
        double slow = 0;
        while (now < 3_600_000) {
            long millis = Math.round(now);
            times.add(millis);
            slow = 0.8 * slow + 0.03 * noise.irwinHall();
            boolean inside = episodes.stream().anyMatch(episode -> episode.contains(millis));
            now += 400 * Math.exp(slow + 0.05 * noise.irwinHall()) * (inside ? factor : 1);
        }
        TimeSeries steps = at(times);
        return new CostAnalyzer(new CostConfig(1000, seed, 400, 199))
                .analyze("planted", steps, all(steps), Map.of(kind("hw_thermal"), episodes), Optional.empty());
    }

    /** Of 400 seeds with 1000 resamples, 376 held it. */
    @Test
    void theIntervalHoldsThePlantedSlowdown() {
        int held = 0;
        for (int seed = 1; seed <= 100; seed++) {
            EpisodeCost.Estimate estimate = only(planted(seed, 1.3)).estimate().orElseThrow();
            held += estimate.lower().orElseThrow() <= 1.3
                            && 1.3 <= estimate.upper().orElseThrow()
                    ? 1
                    : 0;
            assertThat(estimate.p()).as("seed %d", seed).isLessThanOrEqualTo(0.005);
        }

        assertThat(held).isGreaterThanOrEqualTo(90);
    }

    @Test
    void findsNoSlowdownWhereThereIsNone() {
        int rejected = 0;
        for (int seed = 1; seed <= 100; seed++) {
            rejected += only(planted(seed, 1)).estimate().orElseThrow().p() <= 0.05 ? 1 : 0;
        }

        assertThat(rejected)
                .as("of 100, 5 expected; 11 or more once in 90 times")
                .isLessThanOrEqualTo(10);
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
                .analyze("none", at(), new Coverage(List.of()), Map.of(kind("x"), List.of()), Optional.of(at()));

        assertThat(cost.steps()).isZero();
        assertThat(only(cost).estimate()).isEmpty();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CostConfig(-1, 1, 1, 1))
                .withMessage("guardMillis must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CostConfig(0, 1, 0, 1))
                .withMessage("resamples must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CostConfig(0, 1, 1, 0))
                .withMessage("shifts must be at least 1, got 0");
    }
}

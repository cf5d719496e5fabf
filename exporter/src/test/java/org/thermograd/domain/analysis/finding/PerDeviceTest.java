package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class PerDeviceTest {
    private static final Set<Long> HOURLY = Set.of(300L, 800L, 1300L, 2100L, 3000L);
    private static final PerDevice.Names AS_THEY_ARE = (run, device) -> device;

    private static PerDevice perDevice(List<Run> runs, CorrelationConfig config) {
        return PerDevice.of(new Analyzer(config).analyze(runs), config, AS_THEY_ARE)
                .orElseThrow();
    }

    @Test
    void tellsARateOnlyWhereItWasWatched() {
        assertThat(new PerDevice.Ranked("gpu0", Optional.empty(), 6, 1_800_000).collapsesPerHour())
                .hasValue(12);
        assertThat(new PerDevice.Ranked("gpu0", Optional.empty(), 0, 0).collapsesPerHour())
                .isEmpty();
    }

    @Test
    void agreesWithTheReference() {
        JsonNode golden = Vectors.read("09_runs_devices.json");
        JsonNode expected = golden.get("expected");

        PerDevice perDevice =
                perDevice(GoldenRuns.runs(golden.at("/inputs/runs")), GoldenRuns.config(golden.get("params")));

        assertThat(perDevice.family()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            PerDevice.Member member = perDevice.family().get(i);
            assertThat(member.device() + "." + member.direction().name().toLowerCase(Locale.ROOT))
                    .isEqualTo(expected.at("/familyOrder/" + i).textValue());
            double p = expected.at("/familyP/" + i).doubleValue();
            assertThat(member.test().coincidence().statistics().orElseThrow().p())
                    .isCloseTo(p, within(1e-9 * p));
            double q = expected.at("/familyQ/" + i).doubleValue();
            assertThat(member.test().q().orElseThrow()).isCloseTo(q, within(1e-9 * q));
        }
        assertThat(perDevice.ranking()).extracting(PerDevice.Ranked::device).containsExactly("gpu0", "gpu1");
        assertThat(perDevice.ranking().get(0).best()).hasValueSatisfying(best -> {
            assertThat(best.direction()).isEqualTo(Direction.FORWARD);
            assertThat(best.holds()).isTrue();
        });
        assertThat(perDevice.ranking().get(1).best().orElseThrow().holds()).isFalse();
    }

    /** What the analysis of a recording of that device only would be. */
    @Test
    void testsEachDeviceAsIfItWereTheOnlyOne() {
        JsonNode golden = Vectors.read("09_runs_devices.json");
        CorrelationConfig config = GoldenRuns.config(golden.get("params"));
        List<Run> runs = GoldenRuns.runs(golden.at("/inputs/runs"));

        perDevice(runs, config).devices().forEach((device, alone) -> {
            Analysis only = new Analyzer(config)
                    .analyze(runs.stream().map(run -> only(run, device)).toList());
            assertThat(alone).usingRecursiveComparison().isEqualTo(only);
        });
    }

    private static Run only(Run run, String device) {
        return new Run(
                run.id(),
                run.gradNorm(),
                new TreeMap<>(Map.of(device, run.collapseFlags().get(device))),
                run.collapses());
    }

    private static TimeSeries everySecond(int seconds, LongToDoubleFunction value) {
        long[] times = LongStream.range(0, seconds).map(i -> 1000 * i).toArray();
        return TimeSeries.of(
                times, LongStream.range(0, seconds).mapToDouble(value).toArray());
    }

    /** Spikes at the given seconds; the devices are flagged from the seconds that are given, 3 s long. */
    private static Run spiking(int seconds, Set<Long> spikes, SortedMap<String, long[]> flagged) {
        SortedMap<String, TimeSeries> flags = new TreeMap<>();
        flagged.forEach((device, onsets) -> {
            boolean[] on = new boolean[seconds];
            for (long onset : onsets) {
                for (long i = onset; i < Math.min(seconds, onset + 3); i++) {
                    on[(int) i] = true;
                }
            }
            flags.put(device, everySecond(seconds, i -> on[(int) i] ? 1 : 0));
        });
        TimeSeries norms = everySecond(seconds, i -> spikes.contains(i) ? 100 : 40 + i % 3);
        return new Run("run", norms, flags);
    }

    @Test
    void leavesASilentDeviceAndABlindOneUntestedAndRanksThemLast() {
        SortedMap<String, long[]> flagged = new TreeMap<>(
                Map.of("gpu0", new long[] {}, "gpu1", new long[] {333, 1234}, "gpu2", new long[] {500, 1500, 2500}));
        Run run = spiking(3600, HOURLY, flagged);
        SortedMap<String, TimeSeries> withBlind = new TreeMap<>(run.collapseFlags());
        withBlind.put("cpu", everySecond(3600, i -> Double.NaN));

        PerDevice perDevice = perDevice(List.of(new Run("run", run.gradNorm(), withBlind)), CorrelationConfig.DEFAULTS);

        assertThat(perDevice.ranking()).extracting(PerDevice.Ranked::device).endsWith("cpu", "gpu0");
        assertThat(perDevice.of("gpu0").verdict())
                .isInstanceOfSatisfying(
                        Verdict.NotEstimable.class,
                        verdict -> assertThat(verdict.reasons()).containsExactly(Reason.ZERO_COLLAPSES));
        assertThat(perDevice.of("cpu").verdict())
                .isInstanceOfSatisfying(
                        Verdict.NotEstimable.class,
                        verdict -> assertThat(verdict.reasons()).containsExactly(Reason.COLLAPSES_NOT_OBSERVABLE));
        assertThat(perDevice.family()).extracting(PerDevice.Member::device).containsOnly("gpu1", "gpu2");
    }

    @Test
    void watchesEachDeviceAsLongAsItWasWatchedItself() {
        SortedMap<String, long[]> flagged = new TreeMap<>(Map.of("gpu0", new long[] {500}, "gpu1", new long[] {500}));
        Run whole = spiking(3600, HOURLY, flagged);
        SortedMap<String, TimeSeries> flags = new TreeMap<>(whole.collapseFlags());
        flags.put(
                "gpu1",
                Objects.requireNonNull(whole.collapseFlags().get("gpu1")).between(0, 1_000_000));

        PerDevice perDevice = perDevice(List.of(new Run("run", whole.gradNorm(), flags)), CorrelationConfig.DEFAULTS);

        assertThat(perDevice.of("gpu0").totalMillis()).isEqualTo(3_599_001);
        assertThat(perDevice.of("gpu1").totalMillis()).isEqualTo(999_001);
    }

    /** Two runs, since the p-value of one is never below about 15 s / its length, and this is a family of 128 tests. */
    @Test
    void ranksAPlantedDeviceFirstOf64InAnyNumberOfThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        Analysis analysis =
                new Analyzer(CorrelationConfig.DEFAULTS).analyze(List.of(sixtyFour(random), sixtyFour(random)));

        PerDevice one = inThreads(1, analysis);
        PerDevice four = inThreads(4, analysis);

        assertThat(figures(four)).isEqualTo(figures(one));
        assertThat(one.ranking().get(0).device()).isEqualTo("gpu37");
        assertThat(one.family().stream().filter(PerDevice.Member::holds).map(PerDevice.Member::device))
                .as("of 64 devices, 63 without any tie to the spikes; one in twenty may be wrong")
                .contains("gpu37")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(one.of("gpu37").verdict().code()).isEqualTo(Verdict.Code.COUPLED_SPIKES_PRECEDE_COLLAPSES);
    }

    private static Run sixtyFour(SplittableRandom random) {
        Set<Long> spikes = random.longs(30, 100, 7_000).boxed().collect(Collectors.toSet());
        SortedMap<String, long[]> flagged = new TreeMap<>();
        for (int device = 0; device < 64; device++) {
            flagged.put("gpu" + device, random.longs(20, 0, 7_000).toArray());
        }
        flagged.put(
                "gpu37",
                spikes.stream()
                        .filter(spike -> spike % 2 == 0)
                        .mapToLong(spike -> spike + 8)
                        .toArray());
        return spiking(7_200, spikes, flagged);
    }

    private static List<String> figures(PerDevice perDevice) {
        List<String> figures = new ArrayList<>();
        perDevice.ranking().forEach(one -> figures.add(one.device() + " " + one.collapses()));
        for (PerDevice.Member member : perDevice.family()) {
            CoincidenceStatistics statistics =
                    member.test().coincidence().statistics().orElseThrow();
            figures.add(member.device() + " " + member.direction() + " "
                    + member.test().q() + " " + statistics.pGlobal() + " " + statistics.pBlock() + " "
                    + statistics.rateRatio());
        }
        perDevice.devices().forEach((device, alone) -> figures.add(device + " " + alone.verdict()));
        return figures;
    }

    private static PerDevice inThreads(int threads, Analysis analysis) throws InterruptedException, ExecutionException {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> PerDevice.of(analysis, CorrelationConfig.DEFAULTS, AS_THEY_ARE)
                            .orElseThrow())
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void tellsDevicesOfSeveralHostsApart() {
        SortedMap<String, long[]> early = new TreeMap<>(Map.of("gpu0", new long[] {500}));
        SortedMap<String, long[]> late = new TreeMap<>(Map.of("gpu0", new long[] {}));
        Run one = spiking(3600, HOURLY, early);
        Run other = new Run("other", one.gradNorm(), spiking(3600, HOURLY, late).collapseFlags());
        Analysis analysis = new Analyzer(CorrelationConfig.DEFAULTS).analyze(List.of(one, other));

        PerDevice pooled =
                PerDevice.of(analysis, CorrelationConfig.DEFAULTS, AS_THEY_ARE).orElseThrow();
        PerDevice apart = PerDevice.of(
                        analysis, CorrelationConfig.DEFAULTS, (run, device) -> device + "@" + run + ":9877")
                .orElseThrow();

        assertThat(pooled.devices().keySet()).containsExactly("gpu0");
        assertThat(pooled.of("gpu0")).isSameAs(analysis);
        assertThat(apart.devices().keySet()).containsExactly("gpu0@other:9877", "gpu0@run:9877");
        assertThat(apart.of("gpu0@run:9877").runs()).hasSize(1);
        assertThat(apart.of("gpu0@other:9877").verdict().code()).isEqualTo(Verdict.Code.NOT_ESTIMABLE);
    }
}

package org.thermograd.domain.analysis.crosscorrelation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.Numbers.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.SeededNoise;

class CouplingAnalyzerTest {
    private static final CouplingConfig CONFIG =
            new CouplingConfig(60_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, new WarmUp(0, 4));

    /** A series, and one that follows it {@code lag} samples later on top of its own course. */
    private static double[][] planted(long seed, int length, int lag) {
        SeededNoise noise = new SeededNoise(seed);
        double[] x = SeededNoise.ar1(noise.irwinHall(length + lag), 0.5);
        double[] y = noise.irwinHall(length);
        for (int t = 1; t < length; t++) {
            y[t] += 0.8 * y[t - 1] + 0.7 * x[t];
        }
        return new double[][] {Arrays.copyOfRange(x, lag, length + lag), y};
    }

    @ParameterizedTest
    @CsvSource({"600, true", "13000, false"})
    void findsThatTheNormLeads(int length, boolean surrogates) {
        double[][] pair = planted(3, length, 4);
        ContinuousCoupling coupling = CoupledRuns.analyze(pair[0], pair[1], CONFIG);
        ContinuousCoupling.Tested tested = coupling.pairs().get(0);
        SignalCoupling.Estimate estimate = tested.coupling().estimate().orElseThrow();

        assertThat(coupling.isBeyondChance(tested)).isTrue();
        assertThat(estimate.scan().surrogates()).isEqualTo(surrogates);
        assertThat(estimate.scan().lag()).isEqualTo(4);
        assertThat(estimate.lagMillis()).isEqualTo(4000);
        assertThat(estimate.lagSteps()).hasValue(4);
        assertThat(Strength.of(estimate.scan().r())).isIn(Strength.MODERATE, Strength.STRONG);
        assertThat(estimate.normFirst().orElseThrow().p()).isLessThan(1e-6);
        assertThat(estimate.normFirst().orElseThrow().lags()).isGreaterThanOrEqualTo(4);
        assertThat(estimate.signalFirst().orElseThrow().p()).isGreaterThan(0.01);
    }

    @Test
    void findsThatTheSignalLeads() {
        double[][] pair = planted(5, 600, 3);
        SignalCoupling.Estimate estimate = CoupledRuns.estimate(pair[1], pair[0], CONFIG);

        assertThat(estimate.scan().lag()).isEqualTo(-3);
        assertThat(estimate.scan().p()).isLessThanOrEqualTo(0.01);
        assertThat(estimate.signalFirst().orElseThrow().p()).isLessThan(1e-6);
    }

    @Test
    void leavesTheWarmUpOutOfEverythingButTheRawCoefficient() {
        double[][] pair = planted(11, 3601, 4);
        CouplingConfig config = new CouplingConfig(60_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, WarmUp.DEFAULTS);
        SignalCoupling.Estimate whole = CoupledRuns.estimate(pair[0], pair[1], CONFIG);
        SignalCoupling.Estimate found = CoupledRuns.estimate(pair[0], pair[1], config);
        SignalCoupling.Estimate rest = CoupledRuns.estimate(
                Arrays.copyOfRange(pair[0], 600, 3601), Arrays.copyOfRange(pair[1], 600, 3601), CONFIG);

        assertThat(found.raw()).isEqualTo(whole.raw());
        assertThat(found.together()).isEqualTo(rest.together()).isNotEqualTo(whole.together());
        assertThat(found.scan()).isEqualTo(rest.scan()).isNotEqualTo(whole.scan());
        assertThat(found.normFirst()).isEqualTo(rest.normFirst()).isNotEqualTo(whole.normFirst());
        assertThat(found.warmUp().isShort()).isFalse();
        assertThat(whole.warmUp().endMillis()).isEqualTo(found.warmUp().endMillis() - 600_000);
    }

    @Test
    void saysThatAShortRunMayStillBeWarmingUp() {
        double[][] pair = planted(13, 2000, 4);
        CouplingConfig config = new CouplingConfig(60_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, WarmUp.DEFAULTS);

        assertThat(CoupledRuns.analyze(pair[0], pair[1], config).isWarmUpShort())
                .isTrue();
        assertThat(CoupledRuns.analyze(pair[0], pair[1], CONFIG).isWarmUpShort())
                .isFalse();
    }

    @Test
    void isTheSameInAnyNumberOfThreads() throws Exception {
        double[][] pair = planted(7, 500, 2);
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            SignalCoupling.Estimate alone = one.submit(() -> CoupledRuns.estimate(pair[0], pair[1], CONFIG))
                    .get();
            SignalCoupling.Estimate together = CoupledRuns.estimate(pair[0], pair[1], CONFIG);

            assertThat(together.scan()).isEqualTo(alone.scan());
            assertThat(together.raw()).isEqualTo(alone.raw());
            assertThat(together.normFirst()).isEqualTo(alone.normFirst());
        } finally {
            one.shutdown();
        }
    }

    @Test
    void doesNotDependOnUnitsAndOrigins() {
        double[][] pair = planted(9, 400, 1);
        SignalCoupling.Estimate plain = CoupledRuns.estimate(pair[0], pair[1], CONFIG);
        SignalCoupling.Estimate other = CoupledRuns.estimate(
                Arrays.stream(pair[0]).map(v -> v + Math.log(1000)).toArray(),
                Arrays.stream(pair[1]).map(v -> 1.8 * v + 32).toArray(),
                CONFIG);

        assertThat(other.scan().lag()).isEqualTo(plain.scan().lag());
        assertClose(other.scan().r(), plain.scan().r(), 1e-9, "r of the scan");
        assertClose(other.together().r(), plain.together().r(), 1e-9, "r at lag 0");
        assertClose(other.raw().draws().value(), plain.raw().draws().value(), 1e-9, "nEff");
        assertClose(
                other.normFirst().orElseThrow().statistic(),
                plain.normFirst().orElseThrow().statistic(),
                1e-6,
                "F");
    }

    private static SampleTable temperatures(int rows, long periodMillis) {
        SampleTable.Builder samples = SampleTable.builder(SampledRun.TEMPERATURE);
        for (int i = 0; i < rows; i++) {
            samples.add(periodMillis * i, i % 7);
        }
        return samples.build();
    }

    private static TimeSeries norms(int steps, long periodMillis) {
        return TimeSeries.of(
                IntStream.range(0, steps).mapToLong(i -> periodMillis * i).toArray(),
                IntStream.range(0, steps).mapToDouble(i -> Math.exp(i % 5)).toArray());
    }

    private static SharedGrid grid(TimeSeries norms, TimeSeries samples) {
        return SharedGrid.of(norms, samples, EventConfig.DEFAULTS.gaps(), 60_000);
    }

    @Test
    void averagesFastStepsOnSlowSamples() {
        TimeSeries samples = temperatures(10, 10_000).column(SampledRun.TEMPERATURE);
        SharedGrid grid = grid(norms(91, 1000), samples);

        assertThat(grid.intervalMillis()).isEqualTo(10_000);
        assertThat(grid.rows()).isEqualTo(10);
        assertThat(grid.signal(samples)).containsExactly(0, 1, 2, 3, 4, 5, 6, 0, 1, 2);
        // The steps at -5 to 5 s go to the sample at 0 s; of the one halfway the earlier sample has it.
        double expected = Math.log(IntStream.rangeClosed(0, 5)
                .mapToDouble(i -> Math.exp(i % 5))
                .average()
                .orElseThrow());
        assertClose(grid.logNorms()[0], expected, 1e-12, "first place");
    }

    @Test
    void averagesFastSamplesOnSlowSteps() {
        SampleTable samples = temperatures(101, 1000);
        SharedGrid grid = grid(norms(11, 10_000), samples.column(SampledRun.TEMPERATURE));

        assertThat(grid.rows()).isEqualTo(11);
        assertThat(grid.logNorms()).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0);
        assertThat(grid.signal(samples.column(SampledRun.TEMPERATURE))[0])
                .isEqualTo(IntStream.rangeClosed(0, 5).average().orElseThrow());
    }

    @Test
    void aFlagIsUpWhereItIsInAnySampleOfAPlace() {
        TimeSeries flag = TimeSeries.of(
                IntStream.range(0, 40).mapToLong(i -> 1000L * i).toArray(),
                IntStream.range(0, 40)
                        .mapToDouble(i -> i == 12 ? 1 : i >= 26 && i < 36 ? Double.NaN : 0)
                        .toArray());
        SharedGrid grid = grid(norms(4, 10_000), flag);

        assertThat(grid.flag(flag)).containsExactly(0, 1, 0, Double.NaN);
    }

    @Test
    void aPauseIsAsManyEmptyPlacesAsSamplesAreMissing() {
        SampleTable.Builder samples = SampleTable.builder(SampledRun.TEMPERATURE);
        for (int i = 0; i < 60; i++) {
            samples.add(1000L * (i < 30 ? i : i + 20), i);
        }
        for (int i = 60; i < 90; i++) {
            samples.add(1000L * (i + 1000), i);
        }
        TimeSeries temperatures = samples.build().column(SampledRun.TEMPERATURE);
        SharedGrid grid = grid(norms(1100, 1000), temperatures);
        double[] signal = grid.signal(temperatures);

        assertThat(grid.rows()).isEqualTo(90);
        assertThat(signal).hasSize(90 + 20 + 61);
        assertThat(Arrays.stream(signal).limit(55).filter(Double::isNaN).count())
                .isEqualTo(20);
        assertThat(signal[50]).isEqualTo(30);
    }

    @Test
    void skipsShortStretchesWithoutAPartner() {
        TimeSeries samples = temperatures(100, 1000).column(SampledRun.TEMPERATURE);
        TimeSeries norms = TimeSeries.of(
                IntStream.range(0, 100)
                        .filter(i -> i < 49 || i > 51)
                        .mapToLong(i -> 1000L * i)
                        .toArray(),
                new double[97]);

        SharedGrid grid = SharedGrid.of(norms, samples, EventConfig.DEFAULTS.gaps(), 60_000);
        assertThat(grid.rows()).isEqualTo(97);
        assertThat(grid.logNorms()).hasSize(97).containsOnly(Double.NaN);
    }

    private static SignalCoupling only(TimeSeries norms, SampleTable samples) {
        WatchedRun run = new WatchedRun("run", norms, new TreeMap<>(Map.of("gpu0", samples)), new TreeMap<>());
        return new CouplingAnalyzer(CONFIG).analyze(List.of(run)).pairs().get(0).coupling();
    }

    @Test
    void saysWhyThereIsNoEstimate() {
        SampleTable.Builder constant = SampleTable.builder(SampledRun.POWER);
        for (int i = 0; i < 100; i++) {
            constant.add(1000L * i, 50);
        }
        SampleTable.Builder line = SampleTable.builder(SampledRun.TEMPERATURE);
        for (int i = 0; i < 40; i++) {
            line.add(1000L * i, i);
        }

        assertThat(only(norms(100, 1000), constant.build()).undefined()).hasValue(Undefined.CONSTANT_SERIES);
        assertThat(only(norms(2, 1000), temperatures(2, 1000)).undefined()).hasValue(Undefined.TOO_FEW_PAIRS);
        assertThat(only(norms(40, 1000), line.build()).undefined())
                .as("the differences of a line are all the same")
                .hasValue(Undefined.NOT_ESTIMABLE);
    }

    @Test
    void leavesOutSignalsAndFlagsThatSayNothing() {
        SampleTable.Builder samples = SampleTable.builder(SampledRun.POWER, SampledRun.UTILIZATION);
        for (int i = 0; i < 100; i++) {
            samples.add(1000L * i, Double.NaN, 50);
        }
        WatchedRun run = new WatchedRun(
                "run",
                norms(100, 1000),
                new TreeMap<>(Map.of("gpu0", samples.build())),
                new TreeMap<>(Map.of("gpu0", TimeSeries.of(new long[] {0, 1000}, new double[] {0, 0}))));

        assertThat(new CouplingAnalyzer(CONFIG).analyze(List.of(run)).isEmpty()).isTrue();
    }

    @Test
    void weighsAFlagAgainstWhatItCanAttain() {
        double[] flags =
                IntStream.range(0, 600).mapToDouble(i -> i % 20 == 0 ? 1 : 0).toArray();
        double[] norms = IntStream.range(0, 600)
                .mapToDouble(i -> i % 20 == 0 ? 3 : 1 + i % 3 / 10.0)
                .toArray();
        long[] times = IntStream.range(0, 600).mapToLong(i -> 1000L * i).toArray();
        WatchedRun run = new WatchedRun(
                "run",
                TimeSeries.of(times, norms),
                new TreeMap<>(),
                new TreeMap<>(Map.of("gpu0", TimeSeries.of(times, flags))));

        FlagCoupling flag =
                new CouplingAnalyzer(CONFIG).analyze(List.of(run)).flags().get(0);
        assertThat(flag.prevalence()).isEqualTo(0.05);
        assertThat(flag.attainable()).isBetween(0.47, 0.48);
        assertThat(flag.coefficient().r()).isGreaterThan(0.9);
        assertThat(flag.coefficient().pairs()).isEqualTo(600);
    }

    @Test
    void countsEveryPairAndDirectionInTheQValues() {
        double[][] coupled = planted(3, 600, 4);
        double[][] apart = {planted(11, 600, 0)[0], planted(12, 600, 0)[0]};
        WatchedRun first = CoupledRuns.run(coupled[0], coupled[1]);
        WatchedRun second = CoupledRuns.run(apart[0], apart[1]);
        ContinuousCoupling coupling = new CouplingAnalyzer(CONFIG).analyze(List.of(first, second));

        ContinuousCoupling.Tested planted = coupling.pairs().get(0);
        SignalCoupling.Estimate estimate = planted.coupling().estimate().orElseThrow();
        assertThat(planted.scanQ()).hasValue(2 * estimate.scan().p());
        assertClose(
                planted.normFirstQ().orElseThrow(),
                4 * estimate.normFirst().orElseThrow().p(),
                1e-12,
                "q");
        assertThat(coupling.isBeyondChance(coupling.pairs().get(1))).isFalse();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CouplingConfig(-1, EventConfig.DEFAULTS.gaps(), 0.05, 1, new WarmUp(0, 4)))
                .withMessage("maxLagMillis must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CouplingConfig(1, EventConfig.DEFAULTS.gaps(), 1, 1, new WarmUp(0, 4)))
                .withMessage("alpha must be between 0 and 1, got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SignalCoupling("run", "gpu0", DeviceSignal.POWER, Optional.empty(), Optional.empty()))
                .withMessageStartingWith("coupling must have either an estimate or a reason");
        SignalCoupling.Weighed weighed = CouplingAnalyzer.weighed(
                        Coefficient.pearson(new double[] {1, 2, 4}, new double[] {1, 0, 1}),
                        new double[] {1, 2, 4},
                        new double[] {1, 0, 1})
                .orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlagCoupling("run", "gpu0", weighed, 1))
                .withMessage("prevalence must be between 0 and 1, got 1.0");
        assertThat(FlagCoupling.attainable(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.0999, NEGLIGIBLE", "-0.1, WEAK", "0.3, MODERATE", "0.4999, MODERATE", "-0.5, STRONG"})
    void hasAWordForEverySize(double r, Strength word) {
        assertThat(Strength.of(r)).isEqualTo(word);
    }
}

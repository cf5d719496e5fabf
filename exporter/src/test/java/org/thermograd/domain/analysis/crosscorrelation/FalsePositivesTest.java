package org.thermograd.domain.analysis.crosscorrelation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.testing.SeededNoise;

/**
 * Series without any coupling, most of which a plain coefficient takes for coupled: the table of docs/correlation.md,
 * "Continuous coupling". 25 seeded pairs of each kind, 400 with {@code -Dthermograd.full=true}; the bound is that of 99.5 %
 * of binomial counts at 0.05, for the test of which side comes first at 0.1.
 */
class FalsePositivesTest {
    private static final int PAIRS = Boolean.getBoolean("thermograd.full") ? 400 : 25;
    private static final CouplingConfig CONFIG =
            new CouplingConfig(60_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, new WarmUp(0, 4));

    private static double[] ar(SeededNoise noise, int length, double phi) {
        double[] settled = SeededNoise.ar1(noise.irwinHall(length + 200), phi);
        double scale = Math.sqrt(1 - phi * phi);
        return IntStream.range(0, length)
                .mapToDouble(i -> scale * settled[i + 200])
                .toArray();
    }

    private static double[][] autoregressive(long seed) {
        SeededNoise noise = new SeededNoise(seed);
        return new double[][] {ar(noise, 600, 0.9), ar(noise, 600, 0.98)};
    }

    private static double[][] walk(long seed) {
        SeededNoise noise = new SeededNoise(seed);
        return new double[][] {ar(noise, 600, 0.9), SeededNoise.ar1(noise.irwinHall(600), 1)};
    }

    private static double[][] decayAndWarmUp(long seed) {
        SeededNoise noise = new SeededNoise(seed);
        double[] x = ar(noise, 600, 0.5);
        double[] y = ar(noise, 600, 0.8);
        Arrays.setAll(x, t -> Math.log(40 + 20 * Math.exp(-t / 150.0) + 2 * x[t]));
        Arrays.setAll(y, t -> 10 * (1 - Math.exp(-t / 200.0)) + y[t]);
        return new double[][] {x, y};
    }

    private static double[][] shortDecayAndWarmUp(long seed) {
        SeededNoise noise = new SeededNoise(seed);
        double[] x = noise.irwinHall(80);
        double[] y = noise.irwinHall(80);
        Arrays.setAll(x, t -> Math.log(8 + 20 * Math.exp(-t / 15.0)) + 0.05 * x[t]);
        Arrays.setAll(y, t -> Math.rint(10 * (1 - Math.exp(-t / 30.0)) + 0.5 * y[t]));
        return new double[][] {x, y};
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("AR .9 and .98", (LongFunction<double[][]>) FalsePositivesTest::autoregressive),
                Arguments.of("AR .9 and a random walk", (LongFunction<double[][]>) FalsePositivesTest::walk),
                Arguments.of(
                        "decaying norm, warming chip", (LongFunction<double[][]>) FalsePositivesTest::decayAndWarmUp),
                Arguments.of("the same, 80", (LongFunction<double[][]>) FalsePositivesTest::shortDecayAndWarmUp));
    }

    private static SignalCoupling.Estimate estimate(double[][] pair) {
        return CoupledRuns.estimate(pair[0], pair[1], CONFIG);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void unrelatedSeriesAreSeldomCalledCoupled(String kind, LongFunction<double[][]> series) {
        List<SignalCoupling.Estimate> estimates = LongStream.range(0, PAIRS)
                .mapToObj(i -> estimate(series.apply(50_000 + i)))
                .toList();
        long together = rejected(estimates, SignalCoupling.Estimate::p);
        long scanned = rejected(estimates, estimate -> estimate.scan().p());
        long normFirst = rejected(
                estimates, estimate -> estimate.normFirst().orElseThrow().p());
        long signalFirst = rejected(
                estimates, estimate -> estimate.signalFirst().orElseThrow().p());

        assertThat(together).as("lag 0 in %s", kind).isLessThanOrEqualTo(bound(0.05));
        assertThat(scanned).as("scan in %s", kind).isLessThanOrEqualTo(bound(0.05));
        assertThat(normFirst).as("norm first in %s", kind).isLessThanOrEqualTo(bound(0.1));
        assertThat(signalFirst).as("signal first in %s", kind).isLessThanOrEqualTo(bound(0.1));
    }

    private static long rejected(List<SignalCoupling.Estimate> estimates, ToDoubleFunction<SignalCoupling.Estimate> p) {
        return estimates.stream()
                .filter(estimate -> p.applyAsDouble(estimate) <= 0.05)
                .count();
    }

    /** The plain coefficient, with what its pairs are worth, is taken in by a shared trend every time. */
    @Test
    void whatThePairsAreWorthDoesNotHelpAgainstASharedTrend() {
        assertThat(LongStream.range(0, 20)
                        .mapToObj(i -> estimate(decayAndWarmUp(i)))
                        .map(SignalCoupling.Estimate::raw)
                        .mapToDouble(raw -> raw.draws().p(raw.r())))
                .allMatch(p -> p <= 0.05);
    }

    private static int bound(double level) {
        return BinomialDistribution.of(PAIRS, level).inverseSurvivalProbability(0.005);
    }
}

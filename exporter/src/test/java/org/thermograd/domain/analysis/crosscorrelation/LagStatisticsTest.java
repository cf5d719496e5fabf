package org.thermograd.domain.analysis.crosscorrelation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.thermograd.testing.Numbers.assertClose;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.statistics.Coefficient;

/** The parts of the analysis against slow ways to the same numbers. */
class LagStatisticsTest {
    private static double[] noise(long seed, int length) {
        return new SplittableRandom(seed).doubles(length, -1, 1).toArray();
    }

    private static double[] holey(long seed, int length) {
        double[] series = noise(seed, length);
        new SplittableRandom(seed + 1000).ints(length / 8, 0, length).forEach(i -> series[i] = Double.NaN);
        return series;
    }

    private static StandardSeries standard(double[] series) {
        return StandardSeries.of(series).orElseThrow();
    }

    private static LagSums sums(double[] x, double[] y) {
        return PackedSpectrum.of(standard(x), standard(y)).crossSums();
    }

    /** The complete pairs of a lag, one by one. */
    private static Coefficient slowly(double[] x, double[] y, int lag) {
        double[] shifted = new double[x.length];
        Arrays.setAll(shifted, t -> t + lag >= 0 && t + lag < y.length ? y[t + lag] : Double.NaN);
        return Coefficient.pearson(x, shifted);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 64, 65, 200})
    void correlogramIsThatOfTheCompletePairsOfEachLag(int length) {
        for (long seed = 1; seed <= 10; seed++) {
            double[] x = holey(seed, length);
            double[] y = holey(seed + 50, length);
            int maxLag = length - 1;
            Correlogram correlogram = Correlogram.of(standard(x), standard(y), sums(x, y), maxLag);
            for (int lag = -maxLag; lag <= maxLag; lag++) {
                Coefficient expected = slowly(x, y, lag);
                String at = "seed " + seed + ", lag " + lag;
                assertThat(correlogram.at(lag).isPresent())
                        .as(at)
                        .isEqualTo(expected.value().isPresent());
                if (expected.value().isPresent()) {
                    // The library takes the root of r², which it has to 1e-16 only.
                    assertThat(correlogram.at(lag).orElseThrow())
                            .as(at)
                            .isEqualTo(expected.value().getAsDouble(), within(2e-8));
                }
            }
        }
    }

    @Test
    void swappingTheSidesTurnsTheLagsAround() {
        double[] x = holey(3, 300);
        double[] y = holey(4, 300);
        Correlogram there = Correlogram.of(standard(x), standard(y), sums(x, y), 40);
        Correlogram back = Correlogram.of(standard(y), standard(x), sums(y, x), 40);

        for (int lag = -40; lag <= 40; lag++) {
            assertClose(back.at(-lag).orElseThrow(), there.at(lag).orElseThrow(), 1e-9, "lag " + lag);
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 0", "30, 3", "31, 7", "128, 20"})
    void countsShiftsLikeOneByOne(int length, int maxLag) {
        for (long seed = 1; seed <= 20; seed++) {
            double[] x = holey(seed, length);
            double[] y = holey(seed + 50, length);
            LagScan scan = LagScan.againstAllShifts(sums(x, y), maxLag);
            StandardSeries a = standard(x);
            StandardSeries b = standard(y);
            double[] circular = IntStream.range(0, length)
                    .mapToDouble(lag -> IntStream.range(0, length)
                                    .mapToDouble(t -> a.value(t) * b.value((t + lag) % length))
                                    .sum()
                            / length)
                    .toArray();
            double[] largest = IntStream.range(0, length)
                    .mapToDouble(shift -> IntStream.rangeClosed(-maxLag, maxLag)
                            .mapToDouble(lag -> Math.abs(circular[Math.floorMod(shift + lag, length)]))
                            .max()
                            .orElseThrow())
                    .toArray();

            assertClose(Math.abs(scan.r()), largest[0], 1e-9, "seed " + seed);
            assertThat(scan.count()).as("seed %d", seed).isEqualTo((int)
                    Arrays.stream(largest).filter(r -> r >= largest[0] - 1e-12).count());
            assertThat(scan.p()).isEqualTo((double) scan.count() / length);
        }
    }

    @Test
    void aFlatCorrelogramCountsEveryShift() {
        double[] alternating = IntStream.range(0, 50).mapToDouble(i -> i % 2).toArray();

        LagScan scan = LagScan.againstAllShifts(sums(alternating, alternating), 1);
        assertThat(scan.count()).isEqualTo(50);
        assertThat(scan.p()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "80, 60, 20, true",
        "600, 0, 0, false",
        "600, 2, 2, false",
        "600, 3, 3, true",
        "4096, 60, 60, true",
        "4097, 60, 19, false",
        "13000, 60, 60, false"
    })
    void looksAsFarAsTheNullAllows(int length, int wanted, int maxLag, boolean surrogates) {
        double[] x = noise(1, length);
        double[] y = noise(2, length);
        LagScan scan = LagScan.of(standard(x), standard(y), sums(x, y), wanted, 1);

        assertThat(scan.maxLag()).isEqualTo(maxLag);
        assertThat(scan.surrogates()).isEqualTo(surrogates);
        assertThat(scan.members()).isEqualTo(surrogates ? 999 : length);
        assertThat(scan.p()).isBetween(scan.floor(), 1.0);
    }

    /** With the phases left as they are, the surrogate is the series itself. */
    @ParameterizedTest
    @ValueSource(ints = {64, 75})
    void surrogatesHaveTheSpectrumOfTheSeries(int length) {
        double[] x = holey(5, length);
        double[] y = holey(6, length);
        CrossPhases phases = new CrossPhases(standard(x), standard(y), 10);
        LagSums sums = sums(x, y);
        double expected = IntStream.rangeClosed(-10, 10)
                .mapToDouble(lag -> Math.abs(sums.circular(lag)) / length)
                .max()
                .orElseThrow();
        // The mean over the places is 0 only without missing values, and a surrogate has none.
        double mean = IntStream.range(0, length)
                .mapToDouble(standard(x)::value)
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(-1e-12, 1e-12);
        assertClose(phases.largest(() -> 0L), expected, 1e-9, "largest");
        assertThat(phases.largest(new SplittableRandom(1))).isNotEqualTo(phases.largest(new SplittableRandom(2)));
    }

    @Test
    void surrogatesOfASeedAreTheSame() {
        double[] x = noise(1, 200);
        double[] y = noise(2, 200);
        LagSums sums = sums(x, y);
        LagScan first = LagScan.of(standard(x), standard(y), sums, 30, 1);

        assertThat(LagScan.of(standard(x), standard(y), sums, 30, 1)).isEqualTo(first);
    }

    @Test
    void aSeriesWithoutSpreadHasNoStandard() {
        assertThat(StandardSeries.of(new double[0])).isEmpty();
        assertThat(StandardSeries.of(new double[] {1, Double.NaN})).isEmpty();
        assertThat(StandardSeries.of(new double[] {2, 2, 2})).isEmpty();
        assertThat(StandardSeries.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackedSpectrum.of(standard(new double[] {1, 2}), standard(new double[] {1, 2, 3})))
                .withMessage("second must have size 2, got 3");
    }

    @Test
    void filtersWhatASeriesTellsOfItself() {
        double[] x = new double[2000];
        double[] noise = noise(9, 2000);
        for (int t = 1; t < x.length; t++) {
            x[t] = 0.9 * x[t - 1] + noise[t];
        }
        Prewhitening prewhitening = Prewhitening.of(x);
        double[] filtered = prewhitening.apply(x);

        assertThat(prewhitening.isDifference()).isFalse();
        assertThat(prewhitening.coefficients()).hasSize(3);
        assertThat(prewhitening.coefficients().get(0)).isBetween(0.8, 1.0);
        LagSums acf = PackedSpectrum.of(standard(filtered), standard(filtered)).autoSums()[1];
        assertThat(Math.abs(acf.at(1) / acf.at(0))).isLessThan(0.05);
    }

    @Test
    void differencesShortSeriesAndCarriesNothingAcrossAHole() {
        double[] x = noise(1, 59);
        Prewhitening prewhitening = Prewhitening.of(x);
        x[10] = Double.NaN;
        double[] filtered = prewhitening.apply(x);

        assertThat(prewhitening.isDifference()).isTrue();
        assertThat(prewhitening.ofSameKind(noise(2, 100))).isSameAs(prewhitening);
        assertThat(filtered).hasSize(58);
        assertThat(IntStream.range(0, 58).filter(t -> Double.isNaN(filtered[t])))
                .containsExactly(9, 10);
        assertClose(filtered[0], x[1] - x[0], 1e-12, "difference");
        assertThat(prewhitening.apply(new double[0])).isEmpty();
        assertThat(Prewhitening.fit(new double[] {1, 1, 1}, 1)).isEmpty();
    }

    @Test
    void pairsOfWhiteNoiseAreWorthAboutTheirNumber() {
        double[] x = noise(1, 500);
        double[] y = noise(2, 500);
        LagSums[] sums = PackedSpectrum.of(standard(x), standard(y)).autoSums();

        assertThat(EffectiveSize.of(500, sums[0], sums[1]).value()).isBetween(400.0, 500.0);
    }

    @Test
    void seriesThatAlternateAgainstEachOtherAreWorthAllTheirPairs() {
        double[] fast = IntStream.range(0, 100).mapToDouble(i -> i % 2).toArray();
        double[] slow =
                IntStream.range(0, 100).mapToDouble(i -> Math.sin(i / 50.0)).toArray();
        LagSums[] same = PackedSpectrum.of(standard(slow), standard(slow)).autoSums();
        LagSums[] opposed = PackedSpectrum.of(standard(fast), standard(slow)).autoSums();

        assertThat(EffectiveSize.of(100, same[0], same[1]).value()).isLessThan(10);
        assertThat(EffectiveSize.of(100, opposed[0], opposed[1]).value()).isGreaterThan(90);
    }

    @Test
    void aPerfectCoefficientHasNoInterval() {
        assertThat(new EffectiveSize(10).p(1)).isZero();
        assertThat(new EffectiveSize(10).interval(-1)).isEmpty();
        assertThat(new EffectiveSize(3).interval(0.5)).isEmpty();
        assertThat(new EffectiveSize(3).p(0.5)).isBetween(0.0, 1.0);
    }

    @Test
    void grangerNeedsRowsAndARest() {
        double[] x = noise(1, 100);

        assertThat(GrangerCausality.of(x, x, 2)).as("one series twice").isEmpty();
        assertThat(GrangerCausality.of(noise(1, 5), noise(2, 5), 2))
                .as("no degrees of freedom")
                .isEmpty();
        assertThat(GrangerCausality.select(noise(1, 12), noise(2, 12)).forward())
                .isEmpty();
        assertThat(GrangerCausality.select(x, new double[100]).forward())
                .as("a constant")
                .isEmpty();
        assertThat(GrangerCausality.select(noise(1, 40), noise(2, 40))
                        .backward()
                        .orElseThrow()
                        .lags())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void grangerLeavesOutRowsWithAMissingLag() {
        double[] x = noise(1, 100);
        double[] y = noise(2, 100);
        x[50] = Double.NaN;

        // Rows 3 to 99 without those that need row 50.
        assertThat(GrangerCausality.of(x, y, 3).orElseThrow().degreesOfFreedom())
                .isEqualTo(97 - 4 - 7);
    }
}

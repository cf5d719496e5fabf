package org.thermograd.domain.analysis.crosscorrelation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;
import static org.thermograd.testing.Numbers.doubles;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

/** The continuous part of golden 08, which the reference program computed by other means (numpy, SciPy, statsmodels). */
class CouplingGoldenTest {
    private static JsonNode golden() {
        return Vectors.read("08_statistics.json");
    }

    private static JsonNode continuous() {
        return golden().at("/expected/continuous");
    }

    private static double relative() {
        return golden().at("/tolerance/double_rel").doubleValue();
    }

    private static StandardSeries standard(double[] series) {
        return StandardSeries.of(series).orElseThrow();
    }

    private static LagSums sums(double[] x, double[] y) {
        return PackedSpectrum.of(standard(x), standard(y)).crossSums();
    }

    private static void assertCorrelogram(double[] x, double[] y, double[] expected) {
        int maxLag = expected.length / 2;
        Correlogram correlogram = Correlogram.of(standard(x), standard(y), sums(x, y), maxLag);
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            assertClose(correlogram.at(lag).orElseThrow(), expected[maxLag + lag], relative(), "lag " + lag);
        }
    }

    private static double[] without(double[] series, JsonNode places) {
        double[] copy = series.clone();
        Arrays.stream(Numbers.longs(places)).forEach(place -> copy[(int) place] = Double.NaN);
        return copy;
    }

    @Test
    void effectiveSizeAndWhatFollowsFromItAgree() {
        JsonNode expected = continuous();
        double[] x = doubles(expected.get("x"));
        double[] y = doubles(expected.get("y"));

        SignalCoupling.Weighed weighed =
                CouplingAnalyzer.weighed(Coefficient.pearson(x, y), x, y).orElseThrow();
        assertThat(weighed.pairs()).isEqualTo(400);
        assertClose(weighed.r(), expected.get("pearson").doubleValue(), relative(), "r");
        assertClose(weighed.draws().value(), expected.get("nEff").doubleValue(), relative(), "nEff");
        assertClose(weighed.draws().p(weighed.r()), expected.get("pEff").doubleValue(), relative(), "pEff");
        Interval interval = weighed.draws().interval(weighed.r()).orElseThrow();
        assertClose(interval.lower(), expected.at("/ciEff/0").doubleValue(), relative(), "lower");
        assertClose(interval.upper(), expected.at("/ciEff/1").doubleValue(), relative(), "upper");
        assertClose(
                new EffectiveSize(400).p(weighed.r()), expected.get("pNaive").doubleValue(), relative(), "pNaive");
    }

    @Test
    void autocorrelationsAgree() {
        double[] x = doubles(continuous().get("x"));
        double[] expected = doubles(continuous().get("acfX10"));
        LagSums sums = PackedSpectrum.of(standard(x), standard(x)).autoSums()[0];

        for (int lag = 0; lag < expected.length; lag++) {
            assertClose(sums.at(lag) / sums.at(0), expected[lag], relative(), "lag " + lag);
        }
    }

    @Test
    void correlogramsAgreeWithAndWithoutMissingValues() {
        JsonNode expected = continuous();
        double[] x = doubles(expected.get("x"));
        double[] y = doubles(expected.get("y"));

        assertCorrelogram(x, y, doubles(expected.get("xcorrMaxLag20")));
        assertCorrelogram(
                without(x, expected.get("xMissing")),
                without(y, expected.get("yMissing")),
                doubles(expected.get("xcorrMissingMaxLag20")));
    }

    private static void assertScan(double[] x, double[] y, int maxLag, JsonNode expected) {
        LagScan scan = LagScan.againstAllShifts(sums(x, y), maxLag);
        assertClose(Math.abs(scan.r()), expected.get("maxAbsR").doubleValue(), relative(), "maxAbsR");
        assertThat(scan.lag()).isEqualTo(expected.get("lagAtMax").intValue());
        assertThat(scan.count()).isEqualTo(expected.get("count").intValue());
        assertThat(scan.members()).isEqualTo(expected.get("N").intValue());
        assertThat(scan.p()).isEqualTo(expected.get("p").doubleValue());
        assertThat(scan.floor()).isEqualTo(expected.get("pFloor").doubleValue());
    }

    @Test
    void shiftTestsAgree() {
        double[] x = doubles(continuous().get("x"));
        double[] y = doubles(continuous().get("y"));

        assertScan(x, y, 20, continuous().get("shiftTestL20"));
        assertScan(x, y, 3, continuous().get("shiftTestL3"));
    }

    @Test
    void prewhitenedSeriesAgree() {
        JsonNode expected = continuous().get("prewhiten");
        Prewhitening prewhitening = Prewhitening.fit(
                        doubles(continuous().get("x")), expected.get("order").intValue())
                .orElseThrow();
        double[] phi = doubles(expected.get("phi"));
        for (int i = 0; i < phi.length; i++) {
            assertClose(prewhitening.coefficients().get(i), phi[i], relative(), "phi " + i);
        }
        double[] x = prewhitening.apply(doubles(continuous().get("x")));
        double[] y = prewhitening.apply(doubles(continuous().get("y")));
        assertCorrelogram(x, y, doubles(expected.get("xcorrMaxLag20")));
        assertScan(x, y, 20, expected.get("shiftTestL20"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void grangerTestsAgree(int lags) {
        double[] x = doubles(continuous().get("x"));
        double[] y = doubles(continuous().get("y"));

        assertGranger(
                GrangerCausality.of(x, y, lags).orElseThrow(), continuous().at("/granger/xToY_p" + lags));
        assertGranger(
                GrangerCausality.of(y, x, lags).orElseThrow(), continuous().at("/granger/yToX_p" + lags));
    }

    private static void assertGranger(GrangerCausality test, JsonNode expected) {
        assertClose(test.statistic(), expected.get("F").doubleValue(), relative(), "F");
        assertThat(test.lags()).isEqualTo(expected.get("df1").intValue());
        assertThat(test.degreesOfFreedom()).isEqualTo(expected.get("df2").intValue());
        assertClose(test.p(), expected.get("p").doubleValue(), relative(), "p");
        assertClose(test.transferEntropyNats(), expected.get("te").doubleValue(), relative(), "te");
    }

    @Test
    void pointBiserialAgrees() {
        JsonNode expected = golden().at("/expected/pointBiserial");
        double[] x = doubles(continuous().get("x"));
        double[] flag = doubles(expected.get("flag"));

        SignalCoupling.Weighed weighed =
                CouplingAnalyzer.weighed(Coefficient.pearson(x, flag), x, flag).orElseThrow();
        assertClose(weighed.r(), expected.get("r").doubleValue(), relative(), "r");
        assertClose(weighed.draws().value(), expected.get("nEff").doubleValue(), relative(), "nEff");
        assertClose(weighed.draws().p(weighed.r()), expected.get("pEff").doubleValue(), relative(), "pEff");
    }

    @Test
    void unrelatedSeriesAreRejectedAsOftenAsTheReferenceRejectsThem() {
        JsonNode correlation = Vectors.read("04_independent_fpr.json").get("correlation");
        int rejectedByDraws = 0;
        int rejectedByShifts = 0;
        int rejectedByPairs = 0;
        for (JsonNode row : correlation.get("replicates")) {
            double[][] pair = Replicates.autoregressive(row.get(0).longValue(), 2000, 0.9, 0.95);
            SignalCoupling.Weighed weighed = CouplingAnalyzer.weighed(
                            Coefficient.pearson(pair[0], pair[1]), pair[0], pair[1])
                    .orElseThrow();
            String seed = "seed " + row.get(0);
            double p = weighed.draws().p(weighed.r());
            double naive = new EffectiveSize(2000).p(weighed.r());
            LagScan scan = LagScan.againstAllShifts(sums(pair[0], pair[1]), 4);
            assertClose(weighed.r(), row.get(1).doubleValue(), relative(), seed + " r");
            assertClose(weighed.draws().value(), row.get(2).doubleValue(), relative(), seed + " nEff");
            assertClose(p, row.get(3).doubleValue(), relative(), seed + " pEff");
            assertClose(naive, row.get(4).doubleValue(), relative(), seed + " pNaive");
            assertThat(scan.p()).as(seed).isEqualTo(row.get(5).doubleValue());
            rejectedByDraws += p <= 0.05 ? 1 : 0;
            rejectedByPairs += naive <= 0.05 ? 1 : 0;
            rejectedByShifts += scan.p() <= 0.05 ? 1 : 0;
        }
        assertThat(rejectedByDraws)
                .isEqualTo(correlation.get("rejectedEff").intValue())
                .isEqualTo(9);
        assertThat(rejectedByPairs)
                .isEqualTo(correlation.get("rejectedNaive").intValue())
                .isEqualTo(104);
        assertThat(rejectedByShifts)
                .isEqualTo(correlation.get("rejectedShift").intValue())
                .isEqualTo(7);
    }

    @Test
    void attainableMaximaAreThoseOfTheSpecification() {
        double[] prevalences = {0.01, 0.05, 0.10};
        double[] expected = {0.27, 0.47, 0.58};

        assertThat(IntStream.range(0, 3)
                        .mapToDouble(
                                i -> FlagCoupling.attainable(prevalences[i]).orElseThrow())
                        .map(r -> Math.round(100 * r) / 100.0)
                        .toArray())
                .containsExactly(expected);
    }
}

package org.thermograd.domain.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.Numbers.assertClose;
import static org.thermograd.testing.Numbers.doubles;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.testing.Vectors;

/** Intervals, rates, the rate ratio and the false-discovery rate against SciPy and statsmodels (golden/08, 05). */
class StatisticsTest {
    private static final double RELATIVE = 1e-9;

    private static JsonNode golden(String part) {
        return Vectors.read("08_statistics.json").at("/expected/" + part);
    }

    private static void assertInterval(Interval actual, JsonNode expected, String what) {
        assertClose(actual.lower(), expected.get(0).doubleValue(), RELATIVE, what + " lower");
        assertClose(actual.upper(), expected.get(1).doubleValue(), RELATIVE, what + " upper");
    }

    private static void assertValue(OptionalDouble actual, JsonNode expected, String what) {
        assertThat(actual.isPresent()).as(what).isEqualTo(!expected.isNull());
        if (actual.isPresent()) {
            assertClose(actual.getAsDouble(), expected.doubleValue(), RELATIVE, what);
        }
    }

    @Test
    void proportionsHaveTheGoldenIntervals() {
        assertThat(golden("proportionCI95")).hasSize(5).allSatisfy(c -> {
            Proportion proportion =
                    new Proportion(c.get("k").intValue(), c.get("n").intValue());
            assertInterval(proportion.wilson(), c.get("wilson"), "Wilson " + proportion);
            assertInterval(proportion.clopperPearson(), c.get("clopperPearson"), "Clopper-Pearson " + proportion);
        });
        JsonNode helpers = Vectors.read("05_edge_cases.json").get("helpers");
        for (int k : new int[] {0, 3}) {
            assertInterval(new Proportion(k, 3).wilson(), helpers.get("wilson").get(k + "/3"), "Wilson");
            assertInterval(
                    new Proportion(k, 3).clopperPearson(),
                    helpers.get("clopper").get(k + "/3"),
                    "Clopper");
        }
    }

    @Test
    void proportionsEndAtExactlyZeroAndOne() {
        assertThat(new Proportion(0, 7).wilson().lower()).isEqualTo(0);
        assertThat(new Proportion(7, 7).wilson().upper()).isEqualTo(1);
        assertThat(new Proportion(0, 7).clopperPearson().lower()).isEqualTo(0);
        assertThat(new Proportion(7, 7).clopperPearson().upper()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 'n must be at least 1, got 0'",
        "-1, 3, 'k must be 0 to 3, got -1'",
        "4, 3, 'k must be 0 to 3, got 4'"
    })
    void refusesWhatIsNoProportion(int k, int n, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(k, n))
                .withMessage(message);
    }

    @Test
    void ratesHaveTheGoldenIntervals() {
        assertThat(golden("poissonRateCI95")).hasSize(4).allSatisfy(c -> {
            EventRate rate = new EventRate(c.get("n").intValue(), c.get("hours").doubleValue());
            assertInterval(rate.garwood(), c.get("ci"), "Garwood " + rate);
            if (rate.events() == 0) {
                assertClose(
                        EventRate.upperBoundOfNone(rate.hours()),
                        c.get("upperOneSided95").doubleValue(),
                        RELATIVE,
                        "one-sided bound");
            }
        });
        assertThat(golden("ruleOfThree"))
                .hasSize(5)
                .allSatisfy(c -> assertClose(
                        EventRate.upperBoundOfNone(c.get("hours").doubleValue()),
                        c.get("upper95PerHour").doubleValue(),
                        RELATIVE,
                        "rule of three"));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 'events must be at least 0, got -1'",
        "0, 0, 'hours must be finite and positive, got 0.0'",
        "0, NaN, 'hours must be finite and positive, got NaN'",
        "0, Infinity, 'hours must be finite and positive, got Infinity'"
    })
    void refusesWhatIsNoRate(int events, double hours, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventRate(events, hours))
                .withMessage(message);
    }

    @Test
    void rateRatiosAreTheGoldenOnes() {
        assertThat(golden("conditionalRateRatio")).hasSize(4).allSatisfy(c -> {
            RateRatio ratio = RateRatio.of(
                    c.get("K").intValue(),
                    c.get("n").intValue(),
                    c.get("exposedMs").longValue(),
                    c.get("totalMs").longValue());
            assertValue(ratio.estimate(), c.get("rr"), "rr " + c);
            assertValue(ratio.lower(), c.get("rrLo"), "rrLo " + c);
            assertValue(ratio.upper(), c.get("rrHi"), "rrHi " + c);
        });
    }

    @Test
    void rateRatioIsUndefinedWithoutEffectsOrWithoutTimeOnBothSides() {
        RateRatio undefined = new RateRatio(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

        assertThat(RateRatio.of(0, 0, 10, 100)).isEqualTo(undefined);
        assertThat(RateRatio.of(0, 5, 0, 100)).isEqualTo(undefined);
        assertThat(RateRatio.of(5, 5, 100, 100)).isEqualTo(undefined);
    }

    @Test
    void qValuesAreThoseOfStatsmodels() {
        JsonNode bh = golden("bh");

        double[] q = BenjaminiHochberg.qValues(doubles(bh.get("p")));

        double[] expected = doubles(bh.get("q"));
        for (int i = 0; i < expected.length; i++) {
            assertClose(q[i], expected[i], RELATIVE, "q " + i);
        }
    }

    @Test
    void qValuesKeepTheOrderOfTheTestsAndTies() {
        assertThat(BenjaminiHochberg.qValues(new double[] {0.5, 0.01, 0.5})).containsExactly(0.5, 0.03, 0.5);
        assertThat(BenjaminiHochberg.qValues(new double[0])).isEmpty();
        assertThat(BenjaminiHochberg.qValues(new double[] {0.2})).containsExactly(0.2);
    }

    @Test
    void refusesAnIntervalThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(2, 1))
                .withMessage("interval must have finite ends in order, got [2.0, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(0, Double.NaN))
                .withMessage("interval must have finite ends in order, got [0.0, NaN]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LagWindow(5, 5))
                .withMessage("toMillis must be after fromMillis 5, got 5");
    }
}

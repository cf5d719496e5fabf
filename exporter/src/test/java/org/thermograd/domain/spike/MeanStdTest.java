package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.domain.spike.SpikeAssertions.evaluated;
import static org.thermograd.domain.spike.SpikeAssertions.flagged;
import static org.thermograd.domain.spike.SpikeAssertions.scores;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class MeanStdTest {
    private static final MeanStd RULE = MeanStd.withDefaults();

    private static long[] flaggedSteps(SpikeFlags flags) {
        return Arrays.stream(flagged(flags)).asLongStream().toArray();
    }

    @Test
    void agreesWithTheReference() {
        JsonNode golden = Vectors.read("07_detectors.json");
        double relative = golden.at("/tolerance/double_rel").doubleValue();
        JsonNode one = golden.at("/expected/meanStd1");
        JsonNode three = golden.at("/expected/meanStd3");
        double[] norms = Numbers.doubles(golden.at("/inputs/gradNorm"));

        MeanStd.Summary summary = RULE.summary(norms).orElseThrow();
        Numbers.assertClose(summary.mean(), one.get("mean").doubleValue(), relative, "mean");
        Numbers.assertClose(summary.standardDeviation(), one.get("std").doubleValue(), relative, "std");
        Numbers.assertClose(summary.threshold(), one.get("threshold").doubleValue(), relative, "threshold");
        Numbers.assertClose(
                new MeanStd(3).summary(norms).orElseThrow().threshold(),
                three.get("threshold").doubleValue(),
                relative,
                "threshold of 3");
        assertThat(flaggedSteps(RULE.flag(norms))).containsExactly(Numbers.longs(one.get("flagged")));
        assertThat(flaggedSteps(new MeanStd(3).flag(norms))).containsExactly(Numbers.longs(three.get("flagged")));
    }

    @Test
    void givesTheNumbersOfThePublishedExperiment() {
        JsonNode golden = Vectors.read("01_seed_experiment.json");
        double relative = golden.at("/tolerance/double_rel").doubleValue();
        double[] norms = Numbers.doubles(golden.at("/inputs/train/gradNorm"));
        JsonNode expected = golden.get("expected");

        MeanStd.Summary summary = RULE.summary(norms).orElseThrow();
        Numbers.assertClose(summary.mean(), expected.get("mean").doubleValue(), relative, "mean");
        Numbers.assertClose(
                summary.standardDeviation(), expected.get("stdSample").doubleValue(), relative, "std");
        Numbers.assertClose(summary.threshold(), expected.get("thresholdSample").doubleValue(), relative, "threshold");
        assertThat(flaggedSteps(RULE.flag(norms))).containsExactly(Numbers.longs(expected.get("spikeStepIndexes")));
    }

    @Test
    void dividesTheSquaresByOneLessThanTheCount() {
        double[] norms = {1, 2, 3, 4, 10};

        // mean 4, squares 9 + 4 + 1 + 0 + 36 = 50, deviation sqrt(50 / 4)
        assertThat(RULE.summary(norms)).hasValue(new MeanStd.Summary(4, Math.sqrt(12.5), 4 + Math.sqrt(12.5)));
        assertThat(flagged(RULE.flag(norms))).containsExactly(4);
        assertThat(RULE.flag(norms).score(4)).hasValue(6 / Math.sqrt(12.5));
        assertThat(RULE.flag(norms).ruleId()).isEqualTo("mean_std").isEqualTo(RULE.id());
    }

    @Test
    void doesNotFlagANormAtTheThreshold() {
        // mean 1, deviation 1
        assertThat(flagged(RULE.flag(new double[] {0, 1, 2}))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void isUndefinedWithFewerThanTwoFiniteNorms(int count) {
        double[] norms = {Double.NaN, Double.POSITIVE_INFINITY, Double.NaN};
        Arrays.fill(norms, 0, count, 40);

        SpikeFlags flags = RULE.flag(norms);

        assertThat(RULE.summary(norms)).isEmpty();
        assertThat(evaluated(flags)).isEmpty();
        assertThat(flags.flaggedCount()).isZero();
        assertThat(flags.nonFiniteCount()).isEqualTo(3 - count);
    }

    @Test
    void isUndefinedForAnEmptyRun() {
        assertThat(RULE.summary(new double[0])).isEmpty();
        assertThat(RULE.flag(new double[0]).size()).isZero();
    }

    @Test
    void judgesTwoNorms() {
        assertThat(RULE.summary(new double[] {1, 3})).hasValue(new MeanStd.Summary(2, Math.sqrt(2), 2 + Math.sqrt(2)));
        assertThat(evaluated(RULE.flag(new double[] {1, 3}))).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 40, -3, 1e300})
    void evaluatesNothingInAConstantRun(double norm) {
        double[] norms = new double[7];
        Arrays.fill(norms, norm);

        assertThat(RULE.summary(norms)).hasValue(new MeanStd.Summary(norm, 0, norm));
        assertThat(evaluated(RULE.flag(norms))).isEmpty();
        assertThat(RULE.flag(norms).flaggedCount()).isZero();
    }

    static Stream<double[]> hugeNorms() {
        return Stream.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE, 1}, new double[] {1, 1, 1, 1e300});
    }

    @ParameterizedTest
    @MethodSource("hugeNorms")
    void isUndefinedWhereSquaresOverflow(double[] norms) {
        assertThat(RULE.summary(norms)).isEmpty();
        assertThat(evaluated(RULE.flag(norms))).isEmpty();
    }

    @Test
    void countsZeroAndNegativeNormsLikeAnyOther() {
        SpikeFlags flags = RULE.flag(new double[] {0, -1, 0, -1, 5, Double.NEGATIVE_INFINITY});

        assertThat(evaluated(flags)).containsExactly(0, 1, 2, 3, 4);
        assertThat(flagged(flags)).containsExactly(4);
        assertThat(flags.nonFiniteCount()).isOne();
    }

    /** Every operation of the rule is exact under a power of two, the root included. */
    @Test
    void judgesNormsScaledByAPowerOfTwoBitForBitAlike() {
        for (long seed = 1; seed <= 20; seed++) {
            double[] norms = new SplittableRandom(seed).doubles(100, 1, 50).toArray();
            SpikeFlags plain = RULE.flag(norms);
            SpikeFlags scaled =
                    RULE.flag(Arrays.stream(norms).map(v -> v * 0x1p20).toArray());

            assertThat(scores(scaled)).as("seed %d", seed).containsExactly(scores(plain));
            assertThat(flagged(scaled)).as("seed %d", seed).containsExactly(flagged(plain));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAFactorOutsideItsRange(double k) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeanStd(k))
                .withMessage("k must be finite and positive, got " + k);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        NaN | 1        | 1        | mean must be finite, got NaN
        1   | -1       | 1        | standardDeviation must be finite and at least 0, got -1.0
        1   | Infinity | 1        | standardDeviation must be finite and at least 0, got Infinity
        1   | 1        | Infinity | threshold must be finite, got Infinity
        """)
    void refusesASummaryThatIsNotFinite(double mean, double standardDeviation, double threshold, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeanStd.Summary(mean, standardDeviation, threshold))
                .withMessage(message);
    }
}

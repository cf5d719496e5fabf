package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.domain.spike.SpikeAssertions.assertScores;
import static org.thermograd.domain.spike.SpikeAssertions.evaluated;
import static org.thermograd.domain.spike.SpikeAssertions.flagged;
import static org.thermograd.domain.spike.SpikeAssertions.scores;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class LogHampelTest {
    private static final LogHampel RULE = LogHampel.withDefaults();

    private static double[] constant(int length, double value) {
        double[] norms = new double[length];
        Arrays.fill(norms, value);
        return norms;
    }

    @Test
    void agreesWithTheReference() {
        JsonNode golden = Vectors.read("07_detectors.json");
        JsonNode expected = golden.at("/expected/logHampel");

        SpikeFlags flags = RULE.flag(Numbers.doubles(golden.at("/inputs/gradNorm")));

        assertThat(flags.ruleId()).isEqualTo("log_hampel");
        assertScores(
                flags,
                Numbers.doubles(expected.get("z")),
                golden.at("/tolerance/double_rel").doubleValue());
        assertThat(Arrays.stream(flagged(flags)).asLongStream().toArray())
                .containsExactly(Numbers.longs(expected.get("flagged")));
        assertThat(flags.nonFiniteCount()).isEqualTo(2);
    }

    @Test
    void countsSpikesOfTheEdgeCasesAsTheReference() {
        for (JsonNode edgeCase : Vectors.read("05_edge_cases.json").get("cases")) {
            JsonNode changed = edgeCase.get("paramsChanged");
            SpikeRule rule = changed.path("detector").asText().equals("mean_std")
                    ? new MeanStd(changed.get("k").doubleValue())
                    : RULE;
            JsonNode runs = edgeCase.at("/inputs/runs");
            for (int i = 0; i < runs.size(); i++) {
                SpikeFlags flags = rule.flag(Numbers.doubles(runs.get(i).at("/train/gradNorm")));
                JsonNode expected = edgeCase.at("/expected/runs").get(i);

                assertThat(flags.flaggedCount())
                        .as(edgeCase.get("name").textValue())
                        .isEqualTo(expected.get("nSpikeSteps").intValue());
                assertThat(flags.nonFiniteCount())
                        .as(edgeCase.get("name").textValue())
                        .isEqualTo(expected.get("nNonFinite").intValue());
            }
        }
    }

    @Test
    void hasTheDefaultsOfTheSpecification() {
        assertThat(RULE).isEqualTo(new LogHampel(100, 20, 5, 0.02, 1.25, 3.5));
        assertThat(RULE.id()).isEqualTo("log_hampel");
    }

    @Test
    void fallsBackToTheWholeRunBelowTwiceTheWarmUp() {
        double[] norms = constant(39, 40);
        norms[3] = 80;

        SpikeFlags flags = RULE.flag(norms);

        assertThat(flags.ruleId()).isEqualTo("batch_log_mad");
        assertThat(flagged(flags)).containsExactly(3);
        assertThat(evaluated(flags)).hasSize(39);
    }

    @Test
    void staysWithTheWindowFromTwiceTheWarmUp() {
        double[] norms = constant(40, 40);
        norms[3] = 80;

        SpikeFlags flags = RULE.flag(norms);

        assertThat(flags.ruleId()).isEqualTo("log_hampel");
        assertThat(flagged(flags)).as("step 3 is in the warm-up").isEmpty();
        assertThat(flags.evaluated(19)).isFalse();
        assertThat(flags.evaluated(20)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0, -1})
    void countsOnlyNormsItCanJudgeTowardsTwiceTheWarmUp(double norm) {
        double[] norms = constant(40, 40);
        norms[5] = norm;

        assertThat(RULE.flag(norms).ruleId()).isEqualTo("batch_log_mad");
    }

    @Test
    void usesTheThresholdForShortRunsInTheFallback() {
        double[] norms = constant(5, 40);
        norms[2] = 60;
        double score = Math.log(1.5) / 0.02;

        assertThat(new LogHampel(100, 20, 5, 0.02, 1.25, score * 1.01)
                        .flag(norms)
                        .flaggedCount())
                .isZero();
        assertThat(new LogHampel(100, 20, score * 1.01, 0.02, 1.25, 3.5)
                        .flag(norms)
                        .flaggedCount())
                .isOne();
    }

    @Test
    void flagsNothingInAConstantRun() {
        SpikeFlags flags = RULE.flag(constant(100, 40));

        assertThat(flags.flaggedCount()).isZero();
        assertThat(flags.score(99)).hasValue(0);
    }

    @Test
    void judgesTiesByTheFloor() {
        double[] norms = constant(60, 40);
        norms[50] = 40 * 1.3;
        norms[55] = 40 * 1.2;

        SpikeFlags flags = RULE.flag(norms);

        assertThat(flagged(flags)).as("1.2 is below the ratio").containsExactly(50);
        Numbers.assertClose(flags.score(55).orElseThrow(), Math.log(1.2) / 0.02, 1e-12, "score");
    }

    @Test
    void doesNotFlagANormAtTheRatioExactly() {
        double[] norms = constant(60, 1);
        norms[50] = 1.25;

        assertThat(RULE.flag(norms).flaggedCount()).isZero();
    }

    @Test
    void skipsNormsThatAreNotFiniteOrNotPositive() {
        double[] norms = constant(60, 40);
        norms[30] = Double.NaN;
        norms[31] = Double.POSITIVE_INFINITY;
        norms[32] = Double.NEGATIVE_INFINITY;
        norms[33] = 0;
        norms[34] = -5;

        SpikeFlags flags = RULE.flag(norms);

        assertThat(flags.nonFiniteCount()).isEqualTo(3);
        assertThat(evaluated(flags)).doesNotContain(30, 31, 32, 33, 34).contains(29, 35);
        assertThat(flags.flaggedCount()).isZero();
        assertThat(flags.ruleId()).isEqualTo("log_hampel");
    }

    @Test
    void flagsAHugeNorm() {
        double[] norms = constant(60, 40);
        norms[50] = Double.MAX_VALUE;
        norms[51] = Double.MIN_VALUE;

        SpikeFlags flags = RULE.flag(norms);

        assertThat(flagged(flags)).containsExactly(50);
        assertThat(flags.score(50).orElseThrow()).isFinite();
        assertThat(flags.score(51).orElseThrow()).isNegative();
    }

    @Test
    void doesNotChangeItsInput() {
        double[] norms = {3, 1, 2, Double.NaN};

        RULE.flag(norms);

        assertThat(norms).containsExactly(3, 1, 2, Double.NaN);
    }

    /**
     * Scaling by a power of two is exact on the norms but moves each logarithm by a rounded constant, so that scores
     * change in their last digits and only a step at its threshold may change its flag; these series have none.
     */
    @Test
    void judgesScaledNormsAlike() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] norms = random.doubles(300, 20, 40)
                    .map(v -> random.nextInt(50) == 0 ? 20 * v : v)
                    .toArray();
            SpikeFlags plain = RULE.flag(norms);
            for (double factor : new double[] {0x1p-40, 0.5, 0x1p30}) {
                SpikeFlags scaled =
                        RULE.flag(Arrays.stream(norms).map(v -> v * factor).toArray());

                assertThat(flagged(scaled)).as("seed %d", seed).containsExactly(flagged(plain));
                for (int i = 20; i < norms.length; i++) {
                    assertThat(scaled.score(i).orElseThrow() - plain.score(i).orElseThrow())
                            .as("seed %d, step %d", seed, i)
                            .isBetween(-1e-10, 1e-10);
                }
            }
        }
    }

    @Test
    void judgesAStepTheSameWhateverComesAfterIt() {
        double[] norms = new SplittableRandom(4).doubles(200, 1, 3).toArray();

        double[] whole = scores(RULE.flag(norms));
        double[] start = scores(RULE.flag(Arrays.copyOf(norms, 120)));

        assertThat(start).containsExactly(Arrays.copyOf(whole, 120));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        100 |  0 |   5 | 0.02 | 1.25 | 3.5 | minSamples must be at least 1, got 0
         19 | 20 |   5 | 0.02 | 1.25 | 3.5 | window must be at least minSamples 20, got 19
        100 | 20 |   0 | 0.02 | 1.25 | 3.5 | k must be finite and positive, got 0.0
        100 | 20 | NaN | 0.02 | 1.25 | 3.5 | k must be finite and positive, got NaN
        100 | 20 |   5 | 0    | 1.25 | 3.5 | sigmaFloor must be finite and positive, got 0.0
        100 | 20 |   5 | 0.02 | 0.99 | 3.5 | minRatio must be finite and at least 1, got 0.99
        100 | 20 |   5 | 0.02 | NaN  | 3.5 | minRatio must be finite and at least 1, got NaN
        100 | 20 |   5 | 0.02 | Infinity | 3.5 | minRatio must be finite and at least 1, got Infinity
        100 | 20 |   5 | 0.02 | 1.25 | Infinity | batchK must be finite and positive, got Infinity
        """)
    void refusesAnOptionOutsideItsRange(
            int window, int minSamples, double k, double sigmaFloor, double minRatio, double batchK, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogHampel(window, minSamples, k, sigmaFloor, minRatio, batchK))
                .withMessage(message);
    }
}

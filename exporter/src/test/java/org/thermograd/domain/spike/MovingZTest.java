package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.domain.spike.SpikeAssertions.assertScores;
import static org.thermograd.domain.spike.SpikeAssertions.evaluated;
import static org.thermograd.domain.spike.SpikeAssertions.flagged;
import static org.thermograd.domain.spike.SpikeAssertions.scores;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.SeededNoise;
import org.thermograd.testing.Vectors;

/** The two rules that score a step by the mean and the spread of those before it. */
class MovingZTest {
    static final List<SpikeRule> RULES = List.of(RollingZ.withDefaults(), EmaZ.withDefaults());

    private static double[] constant(int length, double value) {
        double[] norms = new double[length];
        Arrays.fill(norms, value);
        return norms;
    }

    static Stream<Arguments> goldens() {
        return Stream.of(Arguments.of(RollingZ.withDefaults(), "rollingZ"), Arguments.of(EmaZ.withDefaults(), "zclip"));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void agreesWithTheReference(SpikeRule rule, String key) {
        JsonNode golden = Vectors.read("07_detectors.json");
        JsonNode expected = golden.at("/expected").get(key);

        SpikeFlags flags = rule.flag(Numbers.doubles(golden.at("/inputs/gradNorm")));

        assertScores(
                flags,
                Numbers.doubles(expected.get("z")),
                golden.at("/tolerance/double_rel").doubleValue());
        assertThat(Arrays.stream(flagged(flags)).asLongStream().toArray())
                .containsExactly(Numbers.longs(expected.get("flagged")));
        assertThat(flags.nonFiniteCount()).isEqualTo(2);
        assertThat(flags.ruleId()).isEqualTo(rule.id());
    }

    /** The specification's table says 3.2 and 14.7 of 1000, over 6000 draws. */
    @ParameterizedTest
    @CsvSource({"rolling_z, 1.5, 6", "ema_z, 10, 20"})
    void flagsAsManyStepsOfGaussianNoiseAsTheSpecificationSays(String id, double fewest, double most) {
        double[] norms = Arrays.stream(new SeededNoise(11).irwinHall(6000))
                .map(z -> 40 * Math.exp(0.1 * z))
                .toArray();
        SpikeRule rule =
                RULES.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();

        assertThat(rule.flag(norms).flaggedCount() / 6.0).isBetween(fewest, most);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void judgesAStepTheSameWhateverComesAfterIt(SpikeRule rule) {
        double[] norms = new SplittableRandom(4).doubles(200, 1, 3).toArray();

        assertThat(scores(rule.flag(Arrays.copyOf(norms, 120))))
                .containsExactly(Arrays.copyOf(scores(rule.flag(norms)), 120));
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void flagsNothingInAConstantRun(SpikeRule rule) {
        assertThat(rule.flag(constant(100, 0.1)).flaggedCount()).isZero();
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void judgesNothingWithoutNorms(SpikeRule rule) {
        assertThat(rule.flag(new double[0]).size()).isZero();
        assertThat(rule.flag(new double[] {Double.NaN, Double.POSITIVE_INFINITY})
                        .nonFiniteCount())
                .isEqualTo(2);
        assertThat(evaluated(rule.flag(constant(19, 1)))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void judgesNothingWhereSquaresOverflow(SpikeRule rule) {
        double[] norms = new SplittableRandom(4).doubles(60, 1, 3).toArray();
        norms[5] = 1e300;

        SpikeFlags flags = rule.flag(norms);

        assertThat(flags.flaggedCount()).isZero();
        assertThat(Arrays.stream(evaluated(flags)).boxed())
                .as("rolling_z forgets it after 50")
                .allMatch(step -> step > 55);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void doesNotChangeItsInput(SpikeRule rule) {
        double[] norms = {3, 1, 2, Double.NaN};

        rule.flag(norms);

        assertThat(norms).containsExactly(3, 1, 2, Double.NaN);
    }

    @Test
    void rollingScoresAreThoseOfTheNormsInTheWindow() {
        SpikeFlags flags = new RollingZ(3, 2, 1.5).flag(new double[] {1, 3, 4, Double.NaN, 5, 9});

        // Before 4: mean 2, deviation sqrt 2. Before 5: 1, 3, 4. Before 9: 3, 4, 5 with mean 4, deviation 1.
        assertThat(flags.score(2)).hasValue(2 / Math.sqrt(2));
        assertThat(flags.evaluated(3)).isFalse();
        Numbers.assertClose(flags.score(4).orElseThrow(), (5 - 8 / 3.0) / Math.sqrt(7 / 3.0), 1e-14, "before 5");
        assertThat(flags.score(5)).hasValue(5);
        assertThat(flagged(flags)).containsExactly(4, 5);
    }

    @Test
    void aNormAtTheThresholdIsNoSpike() {
        assertThat(flagged(new RollingZ(3, 3, 2).flag(new double[] {3, 4, 5, 6})))
                .isEmpty();
    }

    @Test
    void aSpikeHidesTheNextOneFromTheWindowButNotFromTheAverages() {
        double[] norms = new SplittableRandom(7).doubles(200, 1, 1.2).toArray();
        norms[100] = 40;
        norms[110] = 4;

        assertThat(flagged(RollingZ.withDefaults().flag(norms))).contains(100).doesNotContain(110);
        assertThat(flagged(EmaZ.withDefaults().flag(norms))).contains(100, 110);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        50 |  1 | 3 | minSamples must be at least 2, got 1
        19 | 20 | 3 | window must be at least minSamples 20, got 19
        50 | 20 | 0 | k must be finite and positive, got 0.0
        """)
    void rollingRefusesAnOptionOutsideItsRange(int window, int minSamples, double k, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RollingZ(window, minSamples, k))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
         1 | 3   | warmUp must be at least 2, got 1
        20 | NaN | k must be finite and positive, got NaN
        """)
    void averagesRefuseAnOptionOutsideItsRange(int warmUp, double k, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmaZ(warmUp, k))
                .withMessage(message);
    }
}

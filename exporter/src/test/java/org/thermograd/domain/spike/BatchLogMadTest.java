package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.domain.spike.SpikeAssertions.assertScores;
import static org.thermograd.domain.spike.SpikeAssertions.evaluated;
import static org.thermograd.domain.spike.SpikeAssertions.flagged;
import static org.thermograd.domain.spike.SpikeAssertions.scores;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class BatchLogMadTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final BatchLogMad RULE = BatchLogMad.withDefaults();

    @Test
    void agreesWithTheReference() {
        JsonNode golden = Vectors.read("07_detectors.json");
        JsonNode expected = golden.at("/expected/batchLogMadFirst30");
        double[] norms = Arrays.copyOf(Numbers.doubles(golden.at("/inputs/gradNorm")), 30);

        SpikeFlags flags = RULE.flag(norms);

        assertScores(
                flags,
                Numbers.doubles(expected.get("z")),
                golden.at("/tolerance/double_rel").doubleValue());
        assertThat(Arrays.stream(flagged(flags)).asLongStream().toArray())
                .containsExactly(Numbers.longs(expected.get("flagged")));
    }

    @Test
    void hasTheDefaultsOfTheSpecification() {
        assertThat(RULE).isEqualTo(new BatchLogMad(3.5, 0.02, 1.25));
        assertThat(RULE.id()).isEqualTo("batch_log_mad");
    }

    static Stream<Arguments> tooFewNorms() {
        return Stream.of(
                Arguments.of(new double[] {}, 0),
                Arguments.of(new double[] {40}, 0),
                Arguments.of(new double[] {40, 400}, 0),
                Arguments.of(new double[] {NAN, NAN, NAN, NAN}, 4),
                Arguments.of(new double[] {40, 0, -1, NAN, INF, 400}, 2));
    }

    @ParameterizedTest
    @MethodSource("tooFewNorms")
    void evaluatesNothingWithFewerThanThreeNorms(double[] norms, int nonFinite) {
        SpikeFlags flags = RULE.flag(norms);

        assertThat(flags.size()).isEqualTo(norms.length);
        assertThat(evaluated(flags)).isEmpty();
        assertThat(flags.flaggedCount()).isZero();
        assertThat(flags.nonFiniteCount()).isEqualTo(nonFinite);
    }

    @Test
    void flagsNothingInAConstantRun() {
        assertThat(scores(RULE.flag(new double[] {40, 40, 40}))).containsExactly(0, 0, 0);
    }

    @Test
    void evaluatesTheFirstStepToo() {
        assertThat(flagged(RULE.flag(new double[] {80, 40, 40, 40}))).containsExactly(0);
    }

    @Test
    void skipsNormsThatAreNotFiniteOrNotPositive() {
        SpikeFlags flags = RULE.flag(new double[] {40, NAN, 41, 0, 39, -40, INF, 1e300});

        assertThat(evaluated(flags)).containsExactly(0, 2, 4, 7);
        assertThat(flagged(flags)).containsExactly(7);
        assertThat(flags.nonFiniteCount()).isEqualTo(2);
    }

    @Test
    void asksForTheRatioBesidesTheScore() {
        double[] norms = {1, 1, 1, 1.25, 1.2};

        assertThat(flagged(RULE.flag(norms))).isEmpty();
        assertThat(flagged(new BatchLogMad(3.5, 0.02, 1.1).flag(norms))).containsExactly(3, 4);
        assertThat(flagged(new BatchLogMad(10, 0.02, 1.1).flag(norms))).containsExactly(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -1  | 0.02 | 1.25 | k must be finite and positive, got -1.0
        3.5 | NaN  | 1.25 | sigmaFloor must be finite and positive, got NaN
        3.5 | 0.02 | 0    | minRatio must be finite and at least 1, got 0.0
        """)
    void refusesAnOptionOutsideItsRange(double k, double sigmaFloor, double minRatio, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchLogMad(k, sigmaFloor, minRatio))
                .withMessage(message);
    }
}

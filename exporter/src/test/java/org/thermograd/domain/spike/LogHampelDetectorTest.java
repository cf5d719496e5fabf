package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Numbers;

class LogHampelDetectorTest {
    private static LogHampelDetector aDetector(int window, int minSamples) {
        return new LogHampelDetector(new LogHampel(window, minSamples, 5, 0.02, 1.25, 3.5));
    }

    @Test
    void warmsUpUntilEnoughNormsCame() {
        LogHampelDetector detector = aDetector(4, 2);

        assertThat(detector.threshold()).isEmpty();
        assertThat(detector.accept(10)).isEqualTo(SpikeOutcome.WARMING_UP);
        assertThat(detector.score()).isEmpty();
        assertThat(detector.threshold()).isEmpty();
        assertThat(detector.accept(10)).isEqualTo(SpikeOutcome.WARMING_UP);
        assertThat(detector.threshold()).isPresent();
        assertThat(detector.accept(10)).isEqualTo(SpikeOutcome.NORMAL);
        assertThat(detector.score()).hasValue(0);
    }

    @Test
    void judgesAStepByTheWindowBeforeIt() {
        LogHampelDetector detector = aDetector(3, 3);
        detector.accept(1);
        detector.accept(1);
        detector.accept(1);

        assertThat(detector.accept(2)).isEqualTo(SpikeOutcome.SPIKE);
        Numbers.assertClose(detector.score().orElseThrow(), Math.log(2) / 0.02, 1e-15, "score");
    }

    @Test
    void takesSpikesIntoTheWindow() {
        LogHampelDetector detector = aDetector(3, 3);
        for (double norm : new double[] {1, 1, 1}) {
            detector.accept(norm);
        }

        assertThat(detector.accept(2)).isEqualTo(SpikeOutcome.SPIKE);
        assertThat(detector.accept(2)).isEqualTo(SpikeOutcome.SPIKE);
        assertThat(detector.accept(2)).as("most of the window is 2").isEqualTo(SpikeOutcome.NORMAL);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, -1})
    void skipsANormWithoutALogarithm(double norm) {
        LogHampelDetector detector = aDetector(2, 1);
        detector.accept(1);
        detector.accept(3);
        OptionalDouble threshold = detector.threshold();

        assertThat(detector.accept(norm)).isEqualTo(SpikeOutcome.SKIPPED);
        assertThat(detector.score()).isEmpty();
        assertThat(detector.threshold()).isEqualTo(threshold);
    }

    @ParameterizedTest
    @CsvSource({"1.1, 1.25", "2, 2"})
    void putsTheThresholdAtTheLargerOfBothConditions(double minRatio, double expected) {
        // A constant window: the scale is the floor, so k asks for a ratio of exp(5 * ln(1.25) / 5) = 1.25.
        LogHampelDetector detector = new LogHampelDetector(new LogHampel(3, 3, 5, Math.log(1.25) / 5, minRatio, 3.5));
        for (double norm : new double[] {40, 40, 40}) {
            detector.accept(norm);
        }

        Numbers.assertClose(detector.threshold().orElseThrow(), 40 * expected, 1e-14, "threshold");
    }

    @Test
    void decidesAsTheThresholdSays() {
        for (long seed = 1; seed <= 5; seed++) {
            LogHampelDetector detector = aDetector(20, 5);
            for (double norm : randomNorms(seed)) {
                OptionalDouble threshold = detector.threshold();
                SpikeOutcome outcome = detector.accept(norm);
                if (detector.score().isPresent() && Math.abs(norm / threshold.orElseThrow() - 1) > 1e-12) {
                    assertThat(outcome == SpikeOutcome.SPIKE)
                            .as("seed %d, norm %s, threshold %s", seed, norm, threshold)
                            .isEqualTo(norm > threshold.orElseThrow());
                }
            }
        }
    }

    @Test
    void hasAnInfiniteThresholdWhereNoNormCanBeASpike() {
        LogHampelDetector detector = aDetector(1, 1);
        detector.accept(Double.MAX_VALUE);

        assertThat(detector.threshold()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(detector.accept(Double.MAX_VALUE)).isEqualTo(SpikeOutcome.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "7, 3", "20, 20", "100, 20", "1000, 20"})
    void agreesBitForBitWithSortingTheWindowAtEachStep(int window, int minSamples) {
        for (long seed = 1; seed <= 20; seed++) {
            LogHampelDetector detector = aDetector(window, minSamples);
            List<Double> before = new ArrayList<>();
            for (double norm : randomNorms(seed)) {
                double expected = naiveScore(before, norm, window, minSamples);
                SpikeOutcome outcome = detector.accept(norm);

                assertThat(Double.doubleToLongBits(detector.scoreOrNaN()))
                        .as("seed %d", seed)
                        .isEqualTo(Double.doubleToLongBits(expected));
                assertThat(outcome == SpikeOutcome.SKIPPED || outcome == SpikeOutcome.WARMING_UP)
                        .as("seed %d", seed)
                        .isEqualTo(Double.isNaN(expected));
            }
        }
    }

    /** The rule as the specification words it: the score, or NaN; adds the norm to those before. */
    private static double naiveScore(List<Double> before, double norm, int window, int minSamples) {
        if (!Double.isFinite(norm) || norm <= 0) {
            return Double.NaN;
        }
        double log = Math.log(norm);
        double score = Double.NaN;
        if (before.size() >= minSamples) {
            double[] logs = before.stream().mapToDouble(v -> v).toArray();
            double median = SortedSampleTest.naiveMedian(logs);
            double[] deviations =
                    before.stream().mapToDouble(v -> Math.abs(v - median)).toArray();
            score = (log - median) / Math.max(1.4826 * SortedSampleTest.naiveMedian(deviations), 0.02);
        }
        before.add(log);
        if (before.size() > window) {
            before.remove(0);
        }
        return score;
    }

    /** 500 norms: a continuous half and a half with ties, and NaN, zeros and spikes in both. */
    private static double[] randomNorms(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] norms = new double[500];
        for (int i = 0; i < norms.length; i++) {
            double kind = random.nextDouble();
            double norm = i < 250 ? Math.exp(random.nextDouble()) : 1 + random.nextInt(4);
            norms[i] = kind < 0.05 ? Double.NaN : kind < 0.1 ? 0 : kind < 0.13 ? 9 * norm : norm;
        }
        return norms;
    }
}

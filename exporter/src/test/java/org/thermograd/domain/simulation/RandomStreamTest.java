package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final int DRAWS = 200_000;

    private static double[] sorted(ToDoubleFunction<RandomStream> draw) {
        RandomStream random = new RandomStream(new SplittableRandom(7));
        double[] values = new double[DRAWS];
        Arrays.setAll(values, i -> draw.applyAsDouble(random));
        Arrays.sort(values);
        return values;
    }

    private static double quantile(double[] sorted, double p) {
        return sorted[(int) (p * sorted.length)];
    }

    @Test
    void normalNumbersHaveTheirQuantiles() {
        double[] values = sorted(RandomStream::normal);

        NormalDistribution normal = NormalDistribution.of(0, 1);
        for (double p : new double[] {0.025, 0.25, 0.5, 0.75, 0.975}) {
            assertThat(quantile(values, p))
                    .as("at %s", p)
                    .isCloseTo(normal.inverseCumulativeProbability(p), within(0.02));
        }
    }

    @Test
    void studentNumbersHaveTheirHeavyTails() {
        double[] values = sorted(random -> random.studentT(6));

        TDistribution student = TDistribution.of(6);
        assertThat(quantile(values, 0.75)).isCloseTo(student.inverseCumulativeProbability(0.75), within(0.02));
        assertThat(quantile(values, 0.975)).isCloseTo(student.inverseCumulativeProbability(0.975), within(0.04));
        assertThat(quantile(values, 0.999)).isCloseTo(student.inverseCumulativeProbability(0.999), within(0.4));
        assertThat(Arrays.stream(values)).allMatch(Double::isFinite);
    }

    @Test
    void waitingTimesAreExponential() {
        double[] values = sorted(random -> random.exponential(40));

        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(40, within(0.5));
        assertThat(quantile(values, 0.5)).isCloseTo(40 * Math.log(2), within(0.4));
        assertThat(values[0]).isNotNegative();
    }

    @Test
    void chancesAreKept() {
        RandomStream random = new RandomStream(new SplittableRandom(7));
        int happened = 0;
        for (int i = 0; i < DRAWS; i++) {
            happened += random.happens(0.3) ? 1 : 0;
            assertThat(random.happens(0)).isFalse();
            assertThat(random.happens(1)).isTrue();
            assertThat(random.between(2, 3)).isBetween(2.0, 3.0);
        }

        assertThat(happened / (double) DRAWS).isCloseTo(0.3, within(0.005));
    }
}

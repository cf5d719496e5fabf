package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AscendingTest {
    @Test
    void findsTheFirstThatIsNotBelow() {
        long[] values = {1, 3, 3, 7};

        assertThat(Ascending.firstAtLeast(values, 0)).isZero();
        assertThat(Ascending.firstAtLeast(values, 3)).isEqualTo(1);
        assertThat(Ascending.firstAtLeast(values, 4)).isEqualTo(3);
        assertThat(Ascending.firstAtLeast(values, 8)).isEqualTo(4);
        assertThat(Ascending.firstAtLeast(new long[0], 8)).isZero();
        assertThat(Ascending.firstAtLeast(new double[] {-1, 0.5, 0.5}, 0.5)).isEqualTo(1);
        assertThat(Ascending.firstAtLeast(new double[] {-1, 0.5}, Double.POSITIVE_INFINITY))
                .isEqualTo(2);
    }

    @Test
    void agreesWithLookingAtAll() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            long[] values = random.longs(random.nextInt(20), 0, 30).sorted().toArray();
            long bound = random.nextLong(-1, 31);
            int expected =
                    (int) Arrays.stream(values).filter(value -> value < bound).count();

            assertThat(Ascending.firstAtLeast(values, bound))
                    .as("round %d", round)
                    .isEqualTo(expected);
            assertThat(Ascending.firstAtLeast(
                            Arrays.stream(values).asDoubleStream().toArray(), (double) bound))
                    .isEqualTo(expected);
            assertThat(Ascending.first(values.length, i -> values[i] >= bound)).isEqualTo(expected);
        }
    }
}

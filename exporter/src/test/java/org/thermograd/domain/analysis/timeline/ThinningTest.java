package org.thermograd.domain.analysis.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.TimeSeries;

class ThinningTest {
    private static TimeSeries noise(int n, long seed) {
        Random random = new Random(seed);
        return TimeSeries.of(
                LongStream.range(0, n).map(i -> 1000 * i).toArray(),
                random.doubles(n).toArray());
    }

    @Test
    void keepsAllWhereThereAreFew() {
        TimeSeries few = noise(100, 1);

        assertThat(Thinning.thin(few, 100)).isSameAs(few);
    }

    @Test
    void keepsEverySpikeAndEveryDip() {
        for (long seed = 0; seed < 50; seed++) {
            int n = 5000 + (int) seed;
            TimeSeries noise = noise(n, seed);
            double[] values = noise.values();
            int spike = 17 + 97 * (int) seed;
            values[spike] = 50;
            values[n - 1 - spike] = -50;
            TimeSeries thinned = Thinning.thin(TimeSeries.of(noise.epochMillis(), values), 400);

            assertThat(thinned.size()).as("seed %d", seed).isBetween(390, 400);
            assertThat(thinned.values()).as("seed %d", seed).contains(50, -50);
            assertThat(thinned.epochMillis())
                    .as("seed %d", seed)
                    .isSorted()
                    .contains(0, 1000L * (n - 1), 1000L * spike);
        }
    }

    @Test
    void keepsOneOfEqualValues() {
        long[] times = LongStream.range(0, 1000).toArray();
        double[] values = new double[1000];
        Arrays.fill(values, 7);

        TimeSeries thinned = Thinning.thin(TimeSeries.of(times, values), 100);

        assertThat(thinned.size()).isEqualTo(2 + 49);
        assertThat(thinned.values()).containsOnly(7);
    }

    @Test
    void leavesGapsAlone() {
        long[] times = LongStream.concat(LongStream.range(0, 500), LongStream.range(1_000_000, 1_000_500))
                .toArray();

        TimeSeries thinned = Thinning.thin(TimeSeries.of(times, new double[1000]), 10);

        assertThat(thinned.epochMillis()).containsExactly(0, 1, 1_000_000, 1_000_499);
    }

    @Test
    void refusesToKeepLessThanFour() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thinning.thin(noise(10, 1), 3))
                .withMessage("most must be at least 4, got 3");
    }
}

package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SortedSampleTest {
    @Test
    void readsOnlyTheFirstEntries() {
        double[] sorted = {1, 2, 4, 8, 1000, 2000};

        assertThat(SortedSample.median(sorted, 4)).isEqualTo(3);
        assertThat(SortedSample.medianAbsoluteDeviation(sorted, 4, 3)).isEqualTo(1.5);
    }

    @Test
    void hasNoSpreadWithOneValue() {
        assertThat(SortedSample.median(new double[] {7}, 1)).isEqualTo(7);
        assertThat(SortedSample.medianAbsoluteDeviation(new double[] {7}, 1, 7)).isZero();
    }

    @Test
    void halvesTheDistanceOfTwoValues() {
        assertThat(SortedSample.median(new double[] {1, 2}, 2)).isEqualTo(1.5);
        assertThat(SortedSample.medianAbsoluteDeviation(new double[] {1, 2}, 2, 1.5))
                .isEqualTo(0.5);
    }

    @Test
    void hasNoSpreadIfMostValuesAreTied() {
        double[] sorted = {1, 5, 5, 5, 9};

        assertThat(SortedSample.medianAbsoluteDeviation(sorted, 5, 5)).isZero();
    }

    @Test
    void scalesTheDeviationButNotBelowTheFloor() {
        double[] sorted = {1, 2, 4};

        assertThat(SortedSample.scale(sorted, 3, 2, 0.02)).isEqualTo(1.4826);
        assertThat(SortedSample.scale(sorted, 3, 2, 3)).isEqualTo(3);
    }

    @Test
    void agreesWithSortingTheDeviationsBitForBit() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 1 + random.nextInt(30);
            boolean ties = random.nextBoolean();
            double[] sorted = random.doubles(size, -3, 3)
                    .map(v -> ties ? Math.rint(v) : v)
                    .sorted()
                    .toArray();
            double median = naiveMedian(sorted);
            double deviation = naiveMedian(
                    Arrays.stream(sorted).map(v -> Math.abs(v - median)).toArray());

            assertThat(SortedSample.median(sorted, size)).as("seed %d", seed).isEqualTo(median);
            assertThat(SortedSample.medianAbsoluteDeviation(sorted, size, median))
                    .as("seed %d", seed)
                    .isEqualTo(deviation);
        }
    }

    /** The median as numpy takes it. */
    static double naiveMedian(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}

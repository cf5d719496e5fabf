package org.thermograd.adapter.promapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.TimeSeries;

class CounterIncreasesTest {
    private static TimeSeries counter(double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1000L * i;
        }
        return TimeSeries.of(times, values);
    }

    @Test
    void aDecreaseIsARestartFromZero() {
        TimeSeries increases = CounterIncreases.after(counter(5, 7, 7, 3, 4, 0, 0, 9));

        assertThat(increases.values()).containsExactly(2, 0, 3, 1, 0, 0, 9);
        assertThat(increases.epochMillis()).containsExactly(1000, 2000, 3000, 4000, 5000, 6000, 7000);
    }

    @Test
    void theFirstSampleCountsWhereTheCounterIsKnownToBeginAtZero() {
        assertThat(CounterIncreases.fromZero(counter(5, 7)).values()).containsExactly(5, 2);
        assertThat(CounterIncreases.after(counter(5)).size()).isZero();
        assertThat(CounterIncreases.fromZero(counter()).size()).isZero();
    }

    @Test
    void leavesOutWhatIsNoCount() {
        TimeSeries increases = CounterIncreases.after(
                counter(Double.NaN, 1, Double.NaN, Double.POSITIVE_INFINITY, -2, 4, Double.NEGATIVE_INFINITY, 4));

        assertThat(increases.values()).containsExactly(3, 0);
        assertThat(increases.epochMillis()).containsExactly(5000, 7000);
    }

    @Test
    void aGapLeavesItsWholeRiseAtTheSampleAfterIt() {
        TimeSeries increases =
                CounterIncreases.after(TimeSeries.of(new long[] {0, 1000, 601_000}, new double[] {1, 2, 50}));

        assertThat(increases.epochMillis()).containsExactly(1000, 601_000);
        assertThat(increases.values()).containsExactly(1, 48);
    }
}

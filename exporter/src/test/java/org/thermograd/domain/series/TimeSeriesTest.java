package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TimeSeriesTest {
    @Test
    void sortsSamplesByTimeAndCopiesThem() {
        long[] times = {2, 1};
        TimeSeries series = TimeSeries.of(times, new double[] {20, 10});
        times[0] = 99;
        series.values()[0] = 99;
        series.epochMillis()[0] = 99;

        assertThat(series.epochMillis()).containsExactly(1, 2);
        assertThat(series.values()).containsExactly(10, 20);
    }

    @Test
    void refusesLengthsThatDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSeries.of(new long[2], new double[3]))
                .withMessage("values must have one entry per time, got 3 for 2");
    }

    @Test
    void givesTheSamplesOfAStretchOfTime() {
        TimeSeries series = TimeSeries.of(new long[] {10, 20, 20, 30}, new double[] {1, 2, 3, 4});

        assertThat(series.between(20, 30).values()).containsExactly(2, 3);
        assertThat(series.between(11, 31).values()).containsExactly(2, 3, 4);
        assertThat(series.between(Long.MIN_VALUE, Long.MAX_VALUE).values()).containsExactly(1, 2, 3, 4);
        assertThat(series.between(31, 99).size()).isZero();
        assertThat(series.between(30, 10).size()).isZero();
    }
}

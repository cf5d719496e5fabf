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
}

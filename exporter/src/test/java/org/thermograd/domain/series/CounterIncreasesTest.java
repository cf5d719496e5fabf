package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.CounterIncreases.Increase;
import org.thermograd.domain.series.CounterIncreases.Origin;

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
        CounterIncreases increases = CounterIncreases.of(counter(5, 7, 7, 3, 4, 0, 0, 9));

        assertThat(increases.all()).extracting(Increase::amount).containsExactly(2.0, 0.0, 3.0, 1.0, 0.0, 0.0, 9.0);
        assertThat(increases.all()).extracting(Increase::atMillis).startsWith(1000L, 2000L, 3000L);
        assertThat(increases.resets())
                .containsExactly(new Increase(2000, 3000, 3, Origin.RESET), new Increase(4000, 5000, 0, Origin.RESET));
        assertThat(increases.total()).isEqualTo(15);
        assertThat(increases.total(2000, 4000)).isEqualTo(4);
    }

    @Test
    void theFirstSampleCountsWhereTheCounterIsKnownToBeginAtZero() {
        assertThat(CounterIncreases.fromZero(counter(5, 7), -300).all())
                .containsExactly(new Increase(-300, 0, 5, Origin.BEGINNING), new Increase(0, 1000, 2, Origin.SAMPLE));
        assertThat(CounterIncreases.fromZero(counter(5), 300).all())
                .containsExactly(new Increase(0, 0, 5, Origin.BEGINNING));
        assertThat(CounterIncreases.of(counter(5)).all()).isEmpty();
        assertThat(CounterIncreases.fromZero(counter(), 0).all()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoCount() {
        CounterIncreases increases = CounterIncreases.of(
                counter(Double.NaN, 1, Double.NaN, Double.POSITIVE_INFINITY, -2, 4, Double.NEGATIVE_INFINITY, 4));

        assertThat(increases.all())
                .containsExactly(
                        new Increase(1000, 5000, 3, Origin.SAMPLE), new Increase(5000, 7000, 0, Origin.SAMPLE));
    }

    @Test
    void aGapLeavesItsWholeRiseAtTheSampleAfterIt() {
        CounterIncreases increases =
                CounterIncreases.of(TimeSeries.of(new long[] {0, 1000, 601_000}, new double[] {1, 2, 50}));

        assertThat(increases.all().get(1)).isEqualTo(new Increase(1000, 601_000, 48, Origin.SAMPLE));
    }
}

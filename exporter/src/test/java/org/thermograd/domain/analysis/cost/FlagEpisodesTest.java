package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class FlagEpisodesTest {
    private static final double UNKNOWN = Double.NaN;

    private static TimeSeries flag(long interval, double... flags) {
        long[] times = new long[flags.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * interval;
        }
        return TimeSeries.of(times, flags);
    }

    @Test
    void reachHalfAnIntervalBeyondTheirSamples() {
        assertThat(FlagEpisodes.of(flag(1001, 0, 1, 1, 0, 0, 1), 5000))
                .containsExactly(new Segment(501, 2502), new Segment(4505, 5505));
    }

    @Test
    void whatIsNotKnownEndsNothing() {
        assertThat(FlagEpisodes.of(flag(1000, 1, UNKNOWN, 2, UNKNOWN, 0), 5000))
                .containsExactly(new Segment(-500, 2500));
    }

    @Test
    void aGapEndsThem() {
        assertThat(FlagEpisodes.of(flag(1000, 1, UNKNOWN, UNKNOWN, 1), 2999))
                .containsExactly(new Segment(-500, 500), new Segment(2500, 3500));
    }

    @Test
    void areOneMillisecondLongAtLeast() {
        assertThat(FlagEpisodes.of(flag(1, 0, 1, 0), 5000)).containsExactly(new Segment(1, 2));
        assertThat(FlagEpisodes.of(flag(1000, 1), 5000)).containsExactly(new Segment(0, 1));
        assertThat(FlagEpisodes.of(TimeSeries.EMPTY, 5000)).isEmpty();
    }
}

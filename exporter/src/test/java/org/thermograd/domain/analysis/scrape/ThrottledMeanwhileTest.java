package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class ThrottledMeanwhileTest {
    private static final Segment GAP = new Segment(10_001, 40_000);

    /** Scrapes at 5, 10, 45 and 60 s, of which the last before and the first after the gap count. */
    private static TimeSeries scrapes(double... values) {
        return TimeSeries.of(new long[] {5000, 10_000, 45_000, 60_000}, values);
    }

    private static ThrottledMeanwhile of(Map<String, TimeSeries> counters) {
        return ThrottledMeanwhile.of(GAP, new TreeMap<>(counters));
    }

    @Test
    void isWhatCountersRoseByFromTheLastScrapeBeforeToTheFirstAfter() {
        ThrottledMeanwhile rose = of(Map.of("hw_thermal", scrapes(1, 3, 10.5, 90), "sw_thermal", scrapes(7, 7, 7, 7)));

        assertThat(rose.counted()).isTrue();
        assertThat(rose.seconds()).isEqualTo(Map.of("hw_thermal", 7.5));
    }

    @Test
    void isNotKnownWhereACounterStartedOverOrIsNotThere() {
        assertThat(of(Map.of("hw_thermal", scrapes(1, 3, 2, 90), "sw_thermal", scrapes(1, 2, 3, 4))))
                .isEqualTo(new ThrottledMeanwhile(false, new TreeMap<>()));
        assertThat(of(Map.of()).counted()).isFalse();
        assertThat(of(Map.of("hw_thermal", TimeSeries.of(new long[] {45_000}, new double[] {3})))
                        .counted())
                .isFalse();
        assertThat(of(Map.of("hw_thermal", TimeSeries.of(new long[] {10_000}, new double[] {3})))
                        .counted())
                .isFalse();
    }
}

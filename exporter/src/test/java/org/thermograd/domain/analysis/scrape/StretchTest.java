package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.TimeSeries;

class StretchTest {
    private static final TimeSeries STEP = TimeSeries.of(
            new long[] {0, 15_000, 30_000, 45_000, 60_000, 75_000}, new double[] {100, 115, Double.NaN, 90, 105, 120});

    private static SortedMap<Long, Long> restarts(Map<Long, Long> known) {
        return new TreeMap<>(known);
    }

    @Test
    void aLowerStepCutsBetweenTheTwoScrapes() {
        List<Stretch> stretches = Stretch.of(STEP, restarts(Map.of()));

        assertThat(stretches).hasSize(2);
        assertThat(stretches.get(0).holds(15_000)).isTrue();
        assertThat(stretches.get(0).holds(15_001)).isFalse();
        assertThat(stretches.get(1).time().startMillis()).isEqualTo(45_000);
        assertThat(stretches.get(1).holds(45_000)).isTrue();
        assertThat(stretches.get(1).restarts()).isEqualTo(1);
    }

    @Test
    void aRestartThatTheExporterSawCutsWhereItWas() {
        List<Stretch> stretches = Stretch.of(STEP, restarts(Map.of(33_000L, 45_000L)));

        assertThat(stretches).hasSize(2);
        assertThat(stretches.get(0).holds(32_999)).isTrue();
        assertThat(stretches.get(0).holds(33_000)).isFalse();
        assertThat(stretches.get(1).time().startMillis()).isEqualTo(33_000);
    }

    @Test
    void aRestartThatCaughtUpBetweenTwoScrapesCutsToo() {
        List<Stretch> stretches = Stretch.of(STEP, restarts(Map.of(50_000L, 60_000L)));

        assertThat(stretches)
                .extracting(stretch -> stretch.time().startMillis())
                .contains(45_000L, 50_000L);
        assertThat(stretches).hasSize(3);
    }

    @Test
    void withoutAStepThereIsOneStretch() {
        assertThat(Stretch.of(TimeSeries.EMPTY, restarts(Map.of())))
                .singleElement()
                .satisfies(stretch -> assertThat(stretch.time().endMillis()).isEqualTo(Long.MAX_VALUE));
    }
}

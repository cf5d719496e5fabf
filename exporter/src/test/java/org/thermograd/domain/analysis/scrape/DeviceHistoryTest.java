package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventSlots;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class DeviceHistoryTest {
    private static ScrapedDevice.Reason reason(
            TimeSeries observable,
            TimeSeries seconds,
            TimeSeries total,
            TimeSeries active,
            Map<String, TimeSeries> onsets,
            Map<String, TimeSeries> ends) {
        Map<DeviceSeries, TimeSeries> series = new EnumMap<>(DeviceSeries.class);
        series.put(DeviceSeries.OBSERVABLE, observable);
        series.put(DeviceSeries.OBSERVED_SECONDS, seconds);
        series.put(DeviceSeries.COLLAPSES, total);
        series.put(DeviceSeries.ACTIVE, active);
        return new ScrapedDevice.Reason(series, EventSlots.of(onsets, ends));
    }

    private static TimeSeries series(double... timesAndValues) {
        return ScrapedRunBuilder.series(timesAndValues);
    }

    private static DeviceHistory history(Map<String, ScrapedDevice.Reason> reasons) {
        return DeviceHistory.of(
                new ScrapedDevice("gpu0", new TreeMap<>(reasons)),
                CollapseKind.CONFIRMED,
                0,
                1000,
                EventConfig.DEFAULTS);
    }

    @Test
    void isWatchedWhereAnyReasonIsAndCollapsesAreTheirUnion() {
        ScrapedDevice.Reason first = reason(
                series(10, 1, 20, 1),
                series(10, 10, 20, 20),
                series(10, 1, 20, 1),
                series(10, 1, 20, 0),
                Map.of("00", series(10, 4, 20, 4)),
                Map.of("00", series(10, 8, 20, 9)));
        ScrapedDevice.Reason second = reason(
                series(20, 1, 30, 1),
                series(20, 5, 30, 15),
                series(20, 0, 30, 1),
                series(20, 0, 30, 0),
                Map.of("00", series(30, 18)),
                Map.of("00", series(30, 19)));

        DeviceHistory history = history(Map.of("hw_thermal", first, "sw_thermal", second));

        assertThat(history.observable()).isTrue();
        assertThat(history.coverage()).isEqualTo(new Coverage(List.of(new Segment(0, 30_001))));
        // 18 s is less than the refractory after 9 s.
        assertThat(history.collapses()).singleElement().satisfies(collapse -> {
            assertThat(collapse.onsetMillis()).isEqualTo(4000);
            assertThat(collapse.endMillis()).isEqualTo(19_000);
        });
        assertThat(history.censoredMillis()).isEmpty();
        assertThat(history.missing().count()).isZero();
    }

    @Test
    void aBeginningInACollapseWithoutOnsetIsCensoredOncePerDevice() {
        ScrapedDevice.Reason both = reason(
                series(10, 1, 20, 1),
                series(10, 10, 20, 20),
                series(10, 0, 20, 0),
                series(10, 1, 20, 0),
                Map.of(),
                Map.of());

        DeviceHistory history = history(Map.of("hw_thermal", both, "sw_thermal", both));

        assertThat(history.censoredMillis()).containsExactly(10_000L);
    }

    @Test
    void aBlindDeviceCoversTheTimeInWhichItWasLookedAt() {
        ScrapedDevice.Reason blind = reason(series(10, 0, 20, 0), series(), series(), series(), Map.of(), Map.of());

        DeviceHistory history = history(Map.of("hw_thermal", blind));

        assertThat(history.observable()).isFalse();
        assertThat(history.coverage()).isEqualTo(new Coverage(List.of(new Segment(10_000, 20_001))));
    }

    @Test
    void aRestartAndCollapsesWithoutATimeAreTakenOut() {
        ScrapedDevice.Reason reason = reason(
                series(10, 1, 20, 1, 30, 1, 40, 1),
                series(10, 10, 20, 4, 30, 14, 40, 24),
                series(10, 0, 20, 0, 30, 0, 40, 2),
                series(10, 0, 20, 0, 30, 0, 40, 0),
                Map.of("00", series(40, 35)),
                Map.of());

        DeviceHistory history = history(Map.of("hw_thermal", reason));

        assertThat(history.restarts()).containsExactly(new Segment(10_001, 16_000));
        assertThat(history.missing().count()).isEqualTo(1);
        assertThat(history.coverage())
                .isEqualTo(new Coverage(List.of(new Segment(0, 10_001), new Segment(16_000, 30_000))));
        assertThat(history.collapses()).extracting(Event::onsetMillis).containsExactly(35_000L);
    }

    @Test
    void beforeTheOldestOfFullSlotsNothingIsKnown() {
        ScrapedDevice.Reason reason = reason(
                series(100, 1),
                series(100, 100, 110, 110),
                series(100, 3, 110, 3),
                series(100, 0),
                Map.of("00", series(100, 60), "01", series(100, 80)),
                Map.of());

        assertThat(history(Map.of("hw_thermal", reason)).coverage())
                .isEqualTo(new Coverage(List.of(new Segment(60_000, 110_001))));
    }
}

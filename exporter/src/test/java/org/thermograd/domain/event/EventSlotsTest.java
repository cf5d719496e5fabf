package org.thermograd.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class EventSlotsTest {
    /** Pairs of time in seconds and value. */
    private static TimeSeries series(double... timesAndValues) {
        long[] times = new long[timesAndValues.length / 2];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = Math.round(1000 * timesAndValues[2 * i]);
            values[i] = timesAndValues[2 * i + 1];
        }
        return TimeSeries.of(times, values);
    }

    @Test
    void everyValueOfASlotIsAnEventOnce() {
        EventSlots slots = EventSlots.of(
                Map.of("00", series(15, 3.25, 30, 3.25, 45, 40.001), "01", series(30, 20, 45, Double.NaN)), Map.of());

        assertThat(slots.spans())
                .containsExactly(
                        new EventSpan(3250, 3250), new EventSpan(20_000, 20_000), new EventSpan(40_001, 40_001));
    }

    @Test
    void takesTheLatestEndThatWasSeenWithTheOnset() {
        EventSlots slots = EventSlots.of(
                Map.of("00", series(15, 3, 30, 3, 45, 40), "01", series(30, 20)),
                Map.of("00", series(15, 9, 20, 100, 30, 11, 45, 39), "02", series(30, 25)));

        // An end before its onset is no end.
        assertThat(slots.spans())
                .containsExactly(
                        new EventSpan(3000, 11_000), new EventSpan(20_000, 20_000), new EventSpan(40_000, 40_000));
    }

    @Test
    void countsTheEventsThatHaveNoTime() {
        EventSlots slots =
                EventSlots.of(Map.of("00", series(15, 3, 30, 3, 45, 40), "01", series(30, 20, 45, 41)), Map.of());

        // One readable at 30 s of one counted, two at 45 s of five.
        MissingEvents missing = slots.missing(CounterIncreases.of(series(15, 1, 30, 2, 45, 7)));

        assertThat(missing).isEqualTo(new MissingEvents(3, List.of(new Segment(30_000, 45_001))));
    }

    @Test
    void atABeginningAndAfterARestartAllSlotsAreNew() {
        EventSlots slots = EventSlots.of(Map.of("00", series(15, 3, 30, 3), "01", series(15, 4)), Map.of());

        assertThat(slots.missing(CounterIncreases.fromZero(series(15, 2, 30, 1), 1000)))
                .isEqualTo(new MissingEvents(0, List.of()));
        assertThat(slots.missing(CounterIncreases.fromZero(series(15, 4), 1000)))
                .isEqualTo(new MissingEvents(2, List.of(new Segment(1000, 15_001))));
    }

    @Test
    void slotsThatChangedInTheSameScrapeAllCount() {
        EventSlots slots = EventSlots.of(
                Map.of("00", series(1, 1, 2, 1.5), "01", series(1, 1.2, 2, 1.6), "02", series(1, 1.3, 2, 1.7)),
                Map.of());

        assertThat(slots.missing(CounterIncreases.of(series(1, 3, 2, 6))).count())
                .isZero();
        assertThat(slots.missing(CounterIncreases.of(series(1.999, 3, 2, 6))).count())
                .isZero();
    }

    @Test
    void knowsTheOldestInTheSlotsAtATime() {
        EventSlots slots = EventSlots.of(Map.of("00", series(15, 9), "01", series(15, 4, 30, 20)), Map.of());

        assertThat(slots.oldestAt(15_000)).contains(4000L);
        assertThat(slots.oldestAt(16_000)).isEmpty();
        assertThat(slots.countAt(15_000)).isEqualTo(2);
        assertThat(EventSlots.NONE.spans()).isEmpty();
    }

    @Test
    void aSpanCoversItsTimeAndATolerance() {
        EventSpan span = new EventSpan(1000, 5000);

        assertThat(span.covers(1000, 0)).isTrue();
        assertThat(span.covers(5500, 500)).isTrue();
        assertThat(span.covers(5501, 500)).isFalse();
        assertThat(span.covers(999, 500)).isFalse();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventSpan(2, 1))
                .withMessage("endMillis must be at least onsetMillis 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MissingEvents(-1, List.of()))
                .withMessage("count must be at least 0, got -1");
    }
}

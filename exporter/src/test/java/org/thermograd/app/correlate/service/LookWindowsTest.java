package org.thermograd.app.correlate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.TimeRange;

class LookWindowsTest {
    private final LookWindows windows = new LookWindows(Duration.ofHours(6));

    private static TimeRange range(String from, String to) {
        return new TimeRange(Instant.parse(from), Instant.parse(to));
    }

    private List<TimeRange> due(String from, String now) {
        return windows.due(Instant.parse(from), Instant.parse(now));
    }

    @Test
    void theNewestWindowIsTheLastThatHasEnded() {
        assertThat(windows.newest(Instant.parse("2026-11-25T13:10:00Z")))
                .isEqualTo(range("2026-11-25T06:00:00Z", "2026-11-25T12:00:00Z"));
    }

    @Test
    void lookAtAWindowAMinuteAfterItsEnd() {
        assertThat(due("2026-11-25T12:00:00Z", "2026-11-25T18:00:59.999Z")).isEmpty();
        assertThat(due("2026-11-25T12:00:00Z", "2026-11-25T18:01:00Z"))
                .containsExactly(range("2026-11-25T12:00:00Z", "2026-11-25T18:00:00Z"));
    }

    @Test
    void catchUpInOrderWithoutOverlapOrGap() {
        assertThat(due("2026-11-25T12:00:00Z", "2026-11-26T07:00:00Z"))
                .containsExactly(
                        range("2026-11-25T12:00:00Z", "2026-11-25T18:00:00Z"),
                        range("2026-11-25T18:00:00Z", "2026-11-26T00:00:00Z"),
                        range("2026-11-26T00:00:00Z", "2026-11-26T06:00:00Z"));
    }

    @Test
    void lookAtNothingAgainWhenTheClockIsSetBack() {
        assertThat(due("2026-11-25T12:00:00Z", "2026-11-25T03:00:00Z")).isEmpty();
    }

    @Test
    void slideUntilNow() {
        assertThat(windows.sliding(Instant.parse("2026-11-25T13:10:00.123456Z")))
                .isEqualTo(range("2026-11-25T07:10:00.123Z", "2026-11-25T13:10:00.123Z"));
    }

    @Test
    void refuseALengthOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LookWindows(Duration.ZERO))
                .withMessage("length must be positive, got PT0S");
    }
}

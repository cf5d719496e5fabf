package org.thermograd.domain.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

    private final BackOff backOff = new BackOff();

    private boolean isDueAt(long seconds) {
        return backOff.isDue(START.plusSeconds(seconds));
    }

    @Test
    void waitsTwiceAsLongEachTimeAndAMinuteAtMost() {
        isDueAt(0);
        long[] due = {1, 3, 7, 15, 31, 63, 123, 183};

        for (long seconds : due) {
            assertThat(backOff.isDue(START.plusSeconds(seconds).minusMillis(1)))
                    .as("before %d", seconds)
                    .isFalse();
            assertThat(isDueAt(seconds)).as("after %d", seconds).isTrue();
        }
    }

    @Test
    void beginsAnewWhenAllIsWell() {
        isDueAt(0);
        isDueAt(1);
        backOff.reset();

        assertThat(isDueAt(1)).isTrue();
        assertThat(isDueAt(1)).isFalse();
        assertThat(isDueAt(2)).isTrue();
    }

    @Test
    void aClockThatWasSetBackMakesItNoLonger() {
        isDueAt(0);

        assertThat(isDueAt(-3600)).isTrue();
    }
}

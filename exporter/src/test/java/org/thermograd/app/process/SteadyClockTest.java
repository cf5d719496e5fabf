package org.thermograd.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.ManualClock;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-11-22T10:36:00Z");

    private final ManualClock wall = new ManualClock(START);
    private final SteadyClock clock = new SteadyClock(wall, wall::nanos);

    @Test
    void goesOnEvenlyWhileTheWallClockIsSet() {
        wall.advance(Duration.ofMillis(1500));
        wall.set(START.minusSeconds(3600));
        wall.advance(Duration.ofMillis(500));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(2));
        assertThat(clock.elapsedMillis()).isEqualTo(2000);
        assertThat(clock.drift()).isEqualTo(Duration.ofHours(-1).minusMillis(1500));
    }

    @Test
    void followsOnlyBeyondTheBound() {
        wall.set(START.plus(SteadyClock.BOUND));
        assertThat(clock.follow()).isEmpty();
        wall.set(START.minus(SteadyClock.BOUND));
        assertThat(clock.follow()).isEmpty();
        assertThat(clock.instant()).isEqualTo(START);

        wall.set(START.plus(SteadyClock.BOUND).plusMillis(1));
        assertThat(clock.follow()).contains(SteadyClock.BOUND.plusMillis(1));
        assertThat(clock.instant()).isEqualTo(wall.instant());
        assertThat(clock.drift()).isZero();
        assertThat(clock.setsAhead()).isOne();
        assertThat(clock.setsBack()).isZero();
    }

    @Test
    void elapsedTimeIsNeverSet() {
        wall.advance(Duration.ofSeconds(10));
        wall.set(START.minusSeconds(3600));
        assertThat(clock.follow()).contains(Duration.ofSeconds(-3610));
        wall.advance(Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(START.minusSeconds(3599));
        assertThat(clock.elapsedMillis()).isEqualTo(11_000);
        assertThat(clock.unset()).isEqualTo(START.plusSeconds(11));
        assertThat(clock.setsBack()).isOne();
    }
}

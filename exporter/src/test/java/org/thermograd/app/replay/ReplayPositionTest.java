package org.thermograd.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.testing.ManualClock;

class ReplayPositionTest {
    private static final long START = 1_795_343_760_000L;

    private final ManualClock clock = new ManualClock(Instant.EPOCH);

    private ReplayPosition at(double speed) {
        return new ReplayPosition(START, speed, clock::nanos);
    }

    @ParameterizedTest
    @CsvSource({"1,1500,1500,0", "10,1500,15000,-13500", "0.5,1501,750,750", "1000,7,7000,-6993"})
    void runsAtItsSpeed(double speed, long elapsedMillis, long playedMillis, long lagMillis) {
        ReplayPosition position = at(speed);
        clock.advance(Duration.ofMillis(elapsedMillis));

        assertThat(position.millis()).isEqualTo(START + playedMillis);
        assertThat(position.lagMillis()).isEqualTo(lagMillis);
        assertThat(position.speed()).isEqualTo(speed);
    }

    @Test
    void standsStillInAPauseAndGoesOnFromThere() {
        ReplayPosition position = at(2);
        clock.advance(Duration.ofSeconds(3));
        position.pause();
        clock.advance(Duration.ofSeconds(60));
        position.pause();

        assertThat(position.millis()).isEqualTo(START + 6_000);
        assertThat(position.speed()).isZero();

        position.resume();
        clock.advance(Duration.ofSeconds(1));
        position.resume();
        clock.advance(Duration.ofSeconds(1));

        assertThat(position.millis()).isEqualTo(START + 10_000);
        assertThat(position.speed()).isEqualTo(2);
        assertThat(position.lagMillis()).isEqualTo(55_000);
    }

    @Test
    void oneKeyPausesAndResumes() {
        ReplayPosition position = at(1);
        position.toggle();
        clock.advance(Duration.ofSeconds(5));
        assertThat(position.millis()).isEqualTo(START);

        position.toggle();
        clock.advance(Duration.ofSeconds(5));
        assertThat(position.millis()).isEqualTo(START + 5_000);
    }
}

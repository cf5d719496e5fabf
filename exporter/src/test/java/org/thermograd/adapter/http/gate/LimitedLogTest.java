package org.thermograd.adapter.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.ManualClock;

class LimitedLogTest {
    @Test
    void writesTheFirstLinesOfAMinute() {
        ManualClock clock = new ManualClock(Instant.EPOCH);
        AtomicLong leftOut = new AtomicLong();
        AtomicInteger lines = new AtomicInteger();
        LimitedLog log = new LimitedLog(leftOut::set, clock::nanos);
        for (int i = 0; i < 1000; i++) {
            log.write(lines::incrementAndGet);
        }
        assertThat(lines).hasValue(10);

        clock.advance(Duration.ofMinutes(1));
        log.write(lines::incrementAndGet);
        assertThat(lines).hasValue(11);
        assertThat(leftOut).hasValue(990);

        leftOut.set(0);
        clock.advance(Duration.ofMinutes(1));
        log.write(lines::incrementAndGet);
        assertThat(leftOut).as("nothing was left out").hasValue(0);
    }
}

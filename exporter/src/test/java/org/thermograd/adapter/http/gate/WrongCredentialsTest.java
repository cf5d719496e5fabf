package org.thermograd.adapter.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.testing.ManualClock;

class WrongCredentialsTest {
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final WrongCredentials wrong = new WrongCredentials(clock::nanos);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(admits(address, "guess " + i)).isTrue();
            wrong.note(address, "guess " + i, false);
        }
    }

    private boolean admits(String address, String authorization) {
        return wrong.waitSeconds(address, authorization).isEmpty();
    }

    @Test
    void forgivesOneGuessAtATime() {
        fail("10.0.0.1", 10);
        assertThat(admits("10.0.0.1", "x")).isFalse();
        clock.advance(Duration.ofMillis(5_999));
        assertThat(admits("10.0.0.1", "x")).isFalse();
        clock.advance(Duration.ofMillis(1));
        fail("10.0.0.1", 1);
        assertThat(admits("10.0.0.1", "x")).isFalse();
        clock.advance(Duration.ofHours(1));
        fail("10.0.0.1", 10);
        assertThat(admits("10.0.0.1", "x")).isFalse();
    }

    @Test
    void letsACredentialInThatWasRightBefore() {
        wrong.note("10.0.0.1", "right", true);
        fail("10.0.0.1", 10);

        assertThat(admits("10.0.0.1", "right")).isTrue();
        assertThat(admits("10.0.0.1", "other")).isFalse();
        wrong.note("10.0.0.1", "right", false);
        assertThat(admits("10.0.0.1", "right")).as("revoked").isFalse();
    }

    @Test
    void saysHowLongToWait() {
        fail("10.0.0.1", 10);

        assertThat(wrong.waitSeconds("10.0.0.1", "x")).hasValue(6);
        clock.advance(Duration.ofMillis(5_001));
        assertThat(wrong.waitSeconds("10.0.0.1", "x")).hasValue(1);
        assertThat(WrongCredentials.RULE)
                .isEqualTo("wrong credentials must be fewer from one address: 10 at once, then one in 6 s");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.2, true",
        "2001:db8::1, 2001:db8::2, false",
        "2001:db8:0:1::1, 2001:db8:0:2::1, true",
        "[broken, [broken, false"
    })
    void tellsNetworksApart(String guesser, String other, boolean admitted) {
        fail(guesser, 10);

        assertThat(admits(other, "x")).isEqualTo(admitted);
    }

    @Test
    void remembersSoManyAddresses() {
        fail("10.0.0.1", 10);
        for (int i = 0; i < 1024; i++) {
            fail("10.1." + i / 256 + "." + i % 256, 1);
        }

        assertThat(admits("10.0.0.1", "x")).as("the oldest is forgotten").isTrue();
    }
}

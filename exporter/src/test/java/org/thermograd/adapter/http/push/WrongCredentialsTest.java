package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.adapter.http.PushCaller;
import org.thermograd.testing.ManualClock;

class WrongCredentialsTest {
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final WrongCredentials wrong = new WrongCredentials(clock::nanos);

    private static PushCaller caller(String address, String authorization) {
        return new PushCaller(Optional.empty(), Optional.of(authorization), address);
    }

    private void fail(String address, int times) throws PushRefusedException {
        for (int i = 0; i < times; i++) {
            wrong.admit(caller(address, "guess " + i));
            wrong.note(caller(address, "guess " + i), false);
        }
    }

    private boolean admits(String address, String authorization) {
        try {
            wrong.admit(caller(address, authorization));
            return true;
        } catch (PushRefusedException e) {
            return false;
        }
    }

    @Test
    void forgivesOneGuessAtATime() throws PushRefusedException {
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
    void letsACredentialInThatWasRightBefore() throws PushRefusedException {
        wrong.note(caller("10.0.0.1", "right"), true);
        fail("10.0.0.1", 10);

        assertThat(admits("10.0.0.1", "right")).isTrue();
        assertThat(admits("10.0.0.1", "other")).isFalse();
        wrong.note(caller("10.0.0.1", "right"), false);
        assertThat(admits("10.0.0.1", "right")).as("revoked").isFalse();
    }

    @Test
    void whoSendsNoneIsNotLimited() throws PushRefusedException {
        PushCaller none = new PushCaller(Optional.empty(), Optional.empty(), "10.0.0.1");
        fail("10.0.0.1", 10);
        wrong.note(none, false);

        assertThatCode(() -> wrong.admit(none)).doesNotThrowAnyException();
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> wrong.admit(caller("10.0.0.1", "x")))
                .satisfies(e -> assertThat(e.headers()).containsEntry("Retry-After", "6"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.2, true",
        "2001:db8::1, 2001:db8::2, false",
        "2001:db8:0:1::1, 2001:db8:0:2::1, true",
        "[broken, [broken, false"
    })
    void tellsNetworksApart(String guesser, String other, boolean admitted) throws PushRefusedException {
        fail(guesser, 10);

        assertThat(admits(other, "x")).isEqualTo(admitted);
    }

    @Test
    void remembersSoManyAddresses() throws PushRefusedException {
        fail("10.0.0.1", 10);
        for (int i = 0; i < 1024; i++) {
            fail("10.1." + i / 256 + "." + i % 256, 1);
        }

        assertThat(admits("10.0.0.1", "x")).as("the oldest is forgotten").isTrue();
    }
}

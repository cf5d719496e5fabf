package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are made again. */
class AttemptsTest extends FakeApiTestCase {
    @Test
    void makesARequestAgainThatMayPass() throws Exception {
        api.answer(502, "text/html", "<html>bad gateway</html>");
        api.answer(503, "text/plain", "Service Unavailable");
        api.answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            FakeApi.send(exchange, 429, "text/plain", "slow down");
        });
        api.answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "soon");
            FakeApi.send(exchange, 503, "text/plain", "");
        });
        api.samples("1700000001", "1");

        assertThat(only(read(config())).size()).isEqualTo(1);
        assertThat(heard.retries)
                .containsExactly("UNAVAILABLE 375", "UNAVAILABLE 750", "RATE_LIMITED 7000", "UNAVAILABLE 3000");
        assertThat(time.sleeps())
                .containsExactly(
                        Duration.ofMillis(375), Duration.ofMillis(750), Duration.ofSeconds(7), Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({"90, 90000", "-30, 0"})
    void waitsUntilTheDateThatTheServerNames(int seconds, long millis) throws Exception {
        api.answer(exchange -> {
            // The JDK's server overwrites Date, so the date is taken from the same clock.
            java.time.ZonedDateTime until =
                    java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusSeconds(seconds);
            exchange.getResponseHeaders().set("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(until));
            FakeApi.send(exchange, 429, "text/plain", "");
        });
        api.samples("1700000001", "1");

        read(config());

        assertThat(time.sleeps())
                .singleElement()
                .satisfies(delay -> assertThat(delay)
                        .isBetween(Duration.ofMillis(Math.max(0, millis - 1000)), Duration.ofMillis(millis)));
    }

    @Test
    void givesUpAfterSoManyAttempts() throws Exception {
        api.answer(503, "text/plain", "Service Unavailable");

        PrometheusQueryException failure = failure(config().maxAttempts(3));

        assertThat(api.requests()).hasSize(3);
        assertThat(failure)
                .hasMessage(api.url() + " cannot answer now (503: Service Unavailable); check the server, and the proxy"
                        + " before it if there is one (3 attempts)");
        assertThat(failure(config().maxAttempts(1)))
                .hasMessageEndingWith("; check the server, and the proxy before it if there is one");
    }

    @Test
    void theLongestWaitIsBounded() throws Exception {
        api.answer(503, "text/plain", "");

        failure(config().maxAttempts(20));

        assertThat(time.sleeps()).hasSize(19).endsWith(Duration.ofMillis(22_500), Duration.ofMillis(22_500));
    }

    @Test
    void doesNotWaitPastItsDeadline() throws Exception {
        api.answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            FakeApi.send(exchange, 429, "text/plain", "");
        });

        assertThat(failure(config()))
                .hasMessage(
                        api.url() + " gets too many requests (429); ask less often (the next attempt, in 3600 s, would"
                                + " be after the end of the time allowed)");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void failsWhenTheTimeForTheWholeReadIsOver() throws Exception {
        api.answer(exchange -> {
            time.advance(Duration.ofMinutes(4));
            FakeApi.send(exchange, 200, "application/json", FakeApi.matrix("{}"));
        });

        PrometheusQueryException failure = failure(config().chunk(Duration.ofSeconds(10))
                .requestTimeout(Duration.ofMinutes(10))
                .deadline(Duration.ofMinutes(10)));

        assertThat(api.requests()).hasSize(3);
        assertThat(failure.failure()).isEqualTo(Failure.DEADLINE);
        assertThat(failure).hasMessage(api.url() + ": not done within 600 s; allow more time, or ask for less");
    }
}

package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrometheusConfigTest {
    private static final String URL = "http://host:9090";

    @ParameterizedTest
    @CsvSource({
        "http://host:9090, http://host:9090",
        "' http://host:9090/ ', http://host:9090",
        "https://host/prom//, https://host/prom",
        "http://[::1]:9090/a/b, http://[::1]:9090/a/b",
        "http://u:p@host:9090/x/, http://host:9090/x",
    })
    void takesAnAddressWithAPath(String given, String expected) {
        assertThat(PrometheusConfig.of(given).build().baseUrl()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "host:9090; must be http:// or https:// and a host; host:9090",
                "ftp://host; must be http:// or https:// and a host; ftp://host",
                "http:///prom; must be http:// or https:// and a host; http:///prom",
                "http://ho st; must be an address such as http://host:9090; http://ho st",
                "http://me:se cret@host; must be an address such as http://host:9090; http://***@host",
                "http://me:secret@ho_st; must be http:// or https:// and a host; http://***@ho_st",
                "http://host/?x=1; must be without user, query and fragment; http://host?x=1",
                "http://host/#top; must be without user, query and fragment; http://host#top",
                "http://host/api/v1; must be the address before /api/v1; http://host/api/v1",
                "http://host/prom/api/v1/query; must be the address before /api/v1; http://host/prom/api/v1/query",
            },
            delimiter = ';')
    void refusesAnotherAddress(String given, String rule, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrometheusConfig.of(given).build())
                .withMessage("Prometheus URL " + rule + ", got " + shown);
    }

    @Test
    void aUserInTheAddressBecomesBasicAuth() {
        assertThat(PrometheusConfig.of("http://me:p%40ss:1@host").build().credentials())
                .contains(new Credentials.BasicAuth("me", "p@ss:1"));
        assertThat(PrometheusConfig.of("http://me@host").build().credentials())
                .contains(new Credentials.BasicAuth("me", ""));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                breaking(b -> b.connectTimeout(Duration.ZERO), "connectTimeout must be positive, got PT0S"),
                breaking(b -> b.requestTimeout(Duration.ofSeconds(-1)), "requestTimeout must be positive, got PT-1S"),
                breaking(b -> b.deadline(Duration.ZERO), "deadline must be positive, got PT0S"),
                breaking(
                        b -> b.minimumChunk(Duration.ofMillis(500)),
                        "minimumChunk must be whole seconds and positive, got PT0.5S"),
                breaking(
                        b -> b.chunk(Duration.ofMillis(20_500)),
                        "chunk must be whole seconds and positive, got PT20.5S"),
                breaking(
                        b -> b.minimumChunk(Duration.ofHours(3)), "chunk must be at least minimumChunk PT3H, got PT2H"),
                breaking(b -> b.maxAnswerBytes(0), "maxAnswerBytes must be positive, got 0"),
                breaking(b -> b.maxAttempts(0), "maxAttempts must be positive, got 0"),
                breaking(b -> b.caFile(Path.of("ca.pem")), "caFile must come with an https URL, got http://host:9090"),
                breaking(
                        b -> b.header(new Header("authorization", "x"))
                                .credentials(new Credentials.BearerToken("secret")),
                        "headers must be without Authorization beside credentials, got both"));
    }

    private static Arguments breaking(UnaryOperator<PrometheusConfig.Builder> change, String message) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refusesWhatBreaksARule(String message, UnaryOperator<PrometheusConfig.Builder> change) {
        PrometheusConfig.Builder builder = change.apply(PrometheusConfig.of(URL));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @Test
    void aSmallChunkLowersTheMinimum() {
        PrometheusConfig config =
                PrometheusConfig.of(URL).chunk(Duration.ofSeconds(3)).build();

        assertThat(config.minimumChunk()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void showsNoSecret() {
        PrometheusConfig.Builder builder =
                PrometheusConfig.of("http://me:hunter2@host").header(new Header("X-Key", "hunter2"));

        assertThat(builder.build().toString())
                .contains("X-Key: ***", "basic auth me:***")
                .doesNotContain("hunter2");
        assertThat(builder.credentials(new Credentials.BearerToken("hunter2"))
                        .build()
                        .toString())
                .contains("bearer token ***")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "a b, x, 'header name must be letters, digits and dashes, got a b'",
        "Host, x, 'header name must be none that the connection sets, got Host'",
        "X-A, 'x\u0001', 'value of header X-A must be printable ASCII without blanks at its ends, got something else'",
        "X-A, ' x', 'value of header X-A must be printable ASCII without blanks at its ends, got something else'",
    })
    void refusesAHeaderThatCannotBeSent(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Header(name, value))
                .withMessage(message);
    }

    @Test
    void refusesCredentialsThatCannotBeSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credentials.BearerToken("a b"))
                .withMessage("bearer token must be printable ASCII without blanks, got something else");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credentials.BasicAuth("a:b", "c"))
                .withMessage("user must be without a colon, got a:b");
    }
}

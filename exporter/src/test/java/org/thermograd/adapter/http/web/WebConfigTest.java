package org.thermograd.adapter.http.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a web configuration file beside TLS. */
class WebConfigTest {
    private static final String HASH = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

    @TempDir
    private Path dir;

    private WebConfig read(String text) throws Exception {
        return WebConfig.read(Files.writeString(dir.resolve("web.yml"), text));
    }

    private String refusal(String text) throws IOException {
        Path file = Files.writeString(dir.resolve("web.yml"), text);
        return String.valueOf(catchThrowableOfType(WebConfigException.class, () -> WebConfig.read(file))
                .getMessage());
    }

    @Test
    void readsEveryPart() throws Exception {
        WebConfig config = read("""
                http_server_config:
                  http2: false
                  headers:
                    Content-Security-Policy: default-src 'self'
                    X-Frame-Options: sameorigin
                    X-Content-Type-Options: nosniff
                    X-XSS-Protection: "0"
                    Strict-Transport-Security: max-age=31536000
                basic_auth_users:
                  alice: %s
                rate_limit:
                  interval: 1m1.5s
                  burst: 20
                """.formatted(HASH));

        assertThat(config.tls()).isEmpty();
        assertThat(config.http().http2()).hasValue(false);
        assertThat(config.http().headers())
                .isEqualTo(Map.of(
                        "Content-Security-Policy", "default-src 'self'",
                        "X-Frame-Options", "sameorigin",
                        "X-Content-Type-Options", "nosniff",
                        "X-XSS-Protection", "0",
                        "Strict-Transport-Security", "max-age=31536000"));
        assertThat(config.users().isEmpty()).isFalse();
        assertThat(config.users().hash("alice")).hasValue(HASH);
        assertThat(config.users().hash("bob")).isEmpty();
        assertThat(config.rate()).hasValue(new RateLimit(Duration.ofMillis(61_500), 20));
        assertThat(config.sections()).containsExactly("basic_auth_users", "http_server_config", "rate_limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic_auth_users:",
                "basic_auth_users: {}",
                "http_server_config: {headers: {X-Frame-Options: ''}}",
                "rate_limit: {interval: 0, burst: 5}",
                "rate_limit: {interval: 0s}",
                "rate_limit: {burst: 5}"
            })
    void whatIsEmptyIsNotThere(String text) throws Exception {
        WebConfig config = read(text);

        assertThat(config.users().isEmpty()).isTrue();
        assertThat(config.http().headers()).isEmpty();
        assertThat(config.http().http2()).isEqualTo(Optional.empty());
        assertThat(config.rate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'basic_auth_users: {alice: secret}'|line 1: basic_auth_users.alice must be a bcrypt hash of the password, $2y$, a cost of 04 to 31, $ and 53 characters; this makes one: htpasswd -nB USER",
                "'basic_auth_users:\n  alice: $2y$03$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi'|line 2: basic_auth_users.alice must be a bcrypt hash of the password, $2y$, a cost of 04 to 31, $ and 53 characters; this makes one: htpasswd -nB USER",
                "'basic_auth_users: {a:b: secret}'|line 1: basic_auth_users.a:b must have a name that is not empty and has no colon",
                "'basic_auth_users: {\"\": secret}'|line 1: basic_auth_users. must have a name that is not empty and has no colon",
                "'basic_auth_users: [secret]'|line 1: basic_auth_users must be a mapping",
                "'basic_auth_users: {a: [secret]}'|line 1: basic_auth_users.a must be a text",
                "'basic_auth_users:\n  a: secret\n  a: secret'|line 3: basic_auth_users.a must stand once",
                "'http_server_config: {http2: maybe}'|line 1: http_server_config.http2 must be true or false, got maybe",
                "'http_server_config: {headers: {Server: x}}'|line 1: http_server_config.headers.Server is unknown; known here: Content-Security-Policy, X-Frame-Options, X-Content-Type-Options, X-XSS-Protection, Strict-Transport-Security",
                "'http_server_config: {headers: {X-Frame-Options: DENY}}'|line 1: http_server_config.headers.X-Frame-Options must be deny or sameorigin, got DENY",
                "'http_server_config: {headers: {X-Content-Type-Options: sniff}}'|line 1: http_server_config.headers.X-Content-Type-Options must be nosniff, got sniff",
                "'http_server_config: {headers: {X-XSS-Protection: \"a\\nb\"}}'|line 1: http_server_config.headers.X-XSS-Protection must be printable ASCII on one line",
                "'rate_limit: {interval: 5}'|line 1: rate_limit.interval must be a duration such as 100ms, 1s or 1m30s, got 5",
                "'rate_limit: {interval: 25h}'|line 1: rate_limit.interval must be at most 24h, got 25h",
                "'rate_limit: {interval: 1s}'|line 1: rate_limit.interval must come with burst, a whole number of at least 1",
                "'rate_limit: {interval: 1s, burst: 0}'|line 1: rate_limit.burst must be a whole number from 1 to 999999999, got 0",
                "'rate_limit: {interval: 1s, bursts: 1}'|line 1: rate_limit.bursts is unknown; known here: interval, burst"
            })
    void refusesASettingByItsRuleWithoutASecret(String text, String message) throws IOException {
        assertThat(refusal(text)).isEqualTo(message).doesNotContain("secret");
    }
}

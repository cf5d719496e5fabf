package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.http.KnownHosts;
import org.thermograd.adapter.http.PushCaller;
import org.thermograd.domain.ingest.IngestConfig;

class PushAccessTest {
    private static final String UNKNOWN = "Authorization must be Bearer and a token that is known here";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeTokens() throws IOException {
        file = folder.resolve("tokens");
        write("# for everybody\nall-123456789012\n\nteam-56789012345\tteam-a-\nteam-56789012345 team-b-\n", 1);
    }

    private void write(String text, long second) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
    }

    private PushAccess withTokens() {
        return new PushAccess(Optional.of(new PushTokenFile(file)), Optional::empty);
    }

    private static void check(PushAccess access, boolean local, @Nullable String authorization, String run)
            throws PushRefusedException {
        access.check(
                new PushCaller(
                        local ? Optional.empty() : Optional.of("this comes from 10.0.0.1"),
                        Optional.ofNullable(authorization),
                        local ? "127.0.0.1" : "10.0.0.1"),
                run);
    }

    @ParameterizedTest
    @CsvSource({
        "false, Bearer all-123456789012, any",
        "false, bearer all-123456789012, any",
        "false, Bearer team-56789012345, team-a-1",
        "false, Bearer team-56789012345, team-b-1",
        "true, , any",
        "true, Bearer all-123456789012, any"
    })
    void letsPass(boolean local, @Nullable String authorization, String run) {
        assertThatCode(() -> check(withTokens(), local, authorization, run)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "false, Bearer wrong, any",
        "true, Bearer wrong, any",
        "false, Bearer, any",
        "false, all-123456789012, any",
        "false, Digest all-123456789012, any",
        "false, Basic YTpi, any",
        "false, Basic !, any"
    })
    void refusesACredentialThatIsNotKnown(boolean local, String authorization, String run) {
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(withTokens(), local, authorization, run))
                .withMessage(UNKNOWN)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PushRejection.UNAUTHORIZED))
                .satisfies(
                        e -> assertThat(e.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"thermograd\""));
    }

    @Test
    void refusesAPushFromElsewhereWithoutACredential() {
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(withTokens(), false, null, "any"))
                .withMessage("Authorization must be given: Bearer and a token of --push-token-file;"
                        + " this comes from 10.0.0.1")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PushRejection.UNAUTHORIZED));
    }

    @Test
    void refusesATokenForOtherRuns() {
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(withTokens(), true, "Bearer team-56789012345", "team-c"))
                .withMessage("the token must be for this run, but its prefix is another: team-c")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PushRejection.FORBIDDEN));
    }

    @Test
    void whereNothingIsConfiguredThisHostMayPushWhateverItSends() {
        assertThatCode(() -> check(PushAccess.localOnly(), true, "Bearer x", "any"))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(PushAccess.localOnly(), false, "Bearer x", "any"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PushRejection.FORBIDDEN));
    }

    @Test
    void whereThisHostIsClosedItNeedsAToken() throws Exception {
        PushAccess access = new PushAccess(Optional.of(new PushTokenFile(file)), () -> Optional.of("basic_auth_users"));
        check(access, true, "Bearer all-123456789012", "any");
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(access, true, null, "any"))
                .withMessage(
                        "Authorization must be given: Bearer and a token of --push-token-file; from this host too, as"
                                + " basic_auth_users says")
                .satisfies(
                        e -> assertThat(e.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"thermograd\""));
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(
                        new PushAccess(Optional.empty(), () -> Optional.of("basic_auth_users")), true, null, "any"))
                .withMessage("pushes must have a token, but --push-token-file is not set; from this host too, as"
                        + " basic_auth_users says")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PushRejection.FORBIDDEN));
    }

    @Test
    void readsTheFileAgainWhenItHasChanged() throws Exception {
        PushAccess access = withTokens();
        check(access, false, "Bearer all-123456789012", "any");
        write("new-123456789012\n", 2);
        check(access, false, "Bearer new-123456789012", "any");
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(access, false, "Bearer all-123456789012", "any"));

        Files.delete(file);
        assertThatExceptionOfType(PushRefusedException.class)
                .as("a file that is gone takes its tokens with it")
                .isThrownBy(() -> check(access, false, "Bearer new-123456789012", "any"));
        check(access, true, null, "any");
        write("three words here\n", 3);
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(access, false, "Bearer three", "any"));
        write("new-123456789012\n", 4);
        check(access, false, "Bearer new-123456789012", "any");
    }

    @Test
    void checksTheFileWithoutSayingWhatIsInIt() throws IOException {
        new PushTokenFile(file).check();
        write("# fine\nsecret team-a- and more\n", 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushTokenFile(file).check())
                .withMessage("line 2 must be a token and, if it has one, the prefix of a run");
        write("secret pre/fix\n", 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushTokenFile(file).check())
                .withMessage("line 1 must be a token and, if it has one, the prefix of a run");
        write("# fine\n123456789012345 team-\n", 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushTokenFile(file).check())
                .withMessage("line 2: token must have at least 16 characters, got 15");
        Files.delete(file);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new PushTokenFile(file).check());
    }

    @Test
    void aFileThatOthersMayReadHasNoTokens() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        PushAccess access = withTokens();
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> check(access, false, "Bearer all-123456789012", "any"));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        check(access, false, "Bearer all-123456789012", "any");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.1.2.3, true",
        "0:0:0:0:0:0:0:1, true",
        "[::1], true",
        "::ffff:127.0.0.1, true",
        "10.0.0.1, false",
        "2001:db8::1, false",
        "'', false"
    })
    void knowsTheAddressesOfThisHost(String address, boolean expected) {
        assertThat(KnownHosts.isLoopbackAddress(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-123456789012", "wrong"})
    void answersOverHttp(String token) {
        try (PushServer server = new PushServer(PushConfig.withDefaults(), withTokens(), IngestConfig.withDefaults())) {
            HttpResponse<String> answer = server.push(
                    "{\"step\":1,\"loss\":1}", "X-Forwarded-For", "10.0.0.1", "Authorization", "Bearer " + token);
            if (token.equals("wrong")) {
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body()).isEqualTo("{\"error\":\"" + UNKNOWN + "\"}");
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            } else {
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }
}

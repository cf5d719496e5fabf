package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.testing.Gzip;

/** What pages of a browser, guesses and broken requests try on the push API. */
class PushIntrusionTest {
    @TempDir
    Path folder;

    private static String ask(PushServer server, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes((head + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String push(PushServer server, String host) throws IOException {
        return ask(
                server,
                "POST /api/v1/training/r/steps HTTP/1.1\r\nHost: " + host,
                "{\"step\":2,\"loss\":1}".getBytes(StandardCharsets.UTF_8));
    }

    private PushAccess access(boolean openToThisHost) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), "right-1234567890\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new PushAccess(
                Optional.of(new PushTokenFile(file)),
                () -> openToThisHost ? Optional.empty() : Optional.of("--require-push-token"));
    }

    @Test
    void takesTheMethodOfTheWireAlone() {
        try (PushServer server = PushServer.withAStep()) {
            HttpResponse<String> answer =
                    server.send(server.request("/api/v1/training/r").GET().header("X-HTTP-Method-Override", "DELETE"));

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(server.run()).as("it was not deleted").isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:9877", "192.0.2.1", "127.0.0.1.evil.example", "localhost.evil.example:1"})
    void refusesWhatIsForAnotherHost(String host) throws IOException {
        try (PushServer server = PushServer.withAStep()) {
            assertThat(push(server, host))
                    .startsWith("HTTP/1.1 403 ")
                    .endsWith("this is for another host, as Host says\"}");
            assertThat(ask(server, "POST /api/v1/training/r/finish HTTP/1.1\r\nHost: " + host, new byte[0]))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(ask(server, "DELETE /api/v1/training/r HTTP/1.1\r\nHost: " + host, new byte[0]))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(server.run().orElseThrow().counts().steps()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:1", "LOCALHOST", "127.0.0.1", "127.9.9.9:9877", "[::1]:9877", "exporter.example"})
    void takesWhatIsForThisHost(String host) throws IOException {
        try (PushServer server = PushServer.withAStep()) {
            assertThat(push(server, host)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void wantsATokenFromThisHostTooWhereItWasTold() throws IOException {
        try (PushServer server =
                new PushServer(PushConfig.withDefaults(), access(false), IngestConfig.withDefaults())) {
            assertThat(server.push("[]").body())
                    .isEqualTo("{\"error\":\"Authorization must be given: Bearer and a token of --push-token-file;"
                            + " from this host too, as --require-push-token says\"}");
            assertThat(server.push("[]", "Authorization", "Bearer right-1234567890")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void limitsWrongCredentials() throws IOException {
        try (PushServer server = new PushServer(PushConfig.withDefaults(), access(true), IngestConfig.withDefaults())) {
            for (int i = 0; i < 10; i++) {
                assertThat(server.push("[]", "Authorization", "Bearer wrong").statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> answer = server.push("[]", "Authorization", "Bearer right-1234567890");

            PushServer.assertRefused(
                    server,
                    answer,
                    PushRejection.CREDENTIALS_RATE,
                    "{\"error\":\"wrong credentials must be fewer from one address: 10 at once, then one in 6 s\"}");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("6");
            assertThat(server.push("[]").statusCode()).as("without one").isEqualTo(200);
            server.clock.advance(Duration.ofSeconds(6));
            assertThat(server.push("[]", "Authorization", "Bearer right-1234567890")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesABrokenPathAndCountsIt() throws IOException {
        try (PushServer server = PushServer.withAStep()) {
            for (String run : List.of("%FF", "%2", "%u0041", "a;b%", "%C0%80")) {
                String answer =
                        ask(server, "POST /api/v1/training/" + run + "/steps HTTP/1.1\r\nHost: localhost", new byte[0]);

                assertThat(answer)
                        .as(run)
                        .startsWith("HTTP/1.1 400 ")
                        .contains("Content-Type: application/json\r\n", "{\"error\":\"");
                assertThat(server.last().rejection()).hasValue(PushRejection.RUN_NAME);
            }
            int counted = server.answered.size();
            assertThat(ask(server, "GET /a%; HTTP/1.1\r\nHost: localhost", new byte[0]))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(ask(server, "POST /api/v1/training/r/steps HTTP/9.9", new byte[0]))
                    .startsWith("HTTP/1.1 505 ");
            assertThat(server.answered).as("those are no pushes").hasSize(counted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=foo", "application/json; charset=\"", "text/plain; charset"})
    void refusesAnUnknownCharset(String type) {
        try (PushServer server = PushServer.withAStep()) {
            assertThat(server.push("[]", "Content-Type", type).statusCode()).isEqualTo(415);
            assertThat(server.last().rejection()).hasValue(PushRejection.CONTENT_TYPE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void refusesAnotherEncoding(String charset) throws IOException {
        try (PushServer server = PushServer.withAStep()) {
            HttpResponse<String> answer =
                    server.push(BodyPublishers.ofByteArray("{\"step\":2,\"loss\":1}".getBytes(charset)));

            PushServer.assertRefused(
                    server,
                    answer,
                    PushRejection.SYNTAX,
                    "{\"error\":\"body must be JSON in UTF-8, but it is broken; it looks like UTF-16 or UTF-32\"}");
        }
    }

    @Test
    void refusesTenThousandMembersOfGzip() {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            members.writeBytes(Gzip.of(""));
        }
        try (PushServer server = PushServer.withAStep()) {
            PushServer.assertRefused(
                    server,
                    server.push(BodyPublishers.ofByteArray(members.toByteArray()), "Content-Encoding", "gzip"),
                    PushRejection.SYNTAX,
                    "{\"error\":\"body must be gzip of one member as Content-Encoding says, but it is not\"}");
        }
    }
}

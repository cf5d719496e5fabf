package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.adapter.http.push.PushServer.assertRefused;
import static org.thermograd.adapter.http.push.PushServer.withAStep;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.testing.Gzip;
import org.thermograd.testing.SlowClients;

/** Refusals of requests, their whole bodies. */
class PushRefusalTest {
    private static String json(String text) throws IOException {
        return new JsonMapper().writeValueAsString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/x-www-form-urlencoded | ' (curl sends this one by itself: add -H ''Content-Type: application/json'')'
        text/plain                        | ''
        application/json; charset=latin1  | ''
        """)
    void refusesAnotherType(String type, String hint) throws IOException {
        try (PushServer server = withAStep()) {
            assertRefused(
                    server,
                    server.push("{\"step\":2,\"loss\":1}", "Content-Type", type),
                    PushRejection.CONTENT_TYPE,
                    "{\"error\":"
                            + json("Content-Type must be application/json, application/x-ndjson or absent, in UTF-8"
                                    + hint + ", got \"" + type + "\"")
                            + ",\"field\":\"Content-Type\",\"value\":\"" + type + "\"}");
        }
    }

    @Test
    void refusesAnotherCompressionAndBrokenOne() {
        try (PushServer server = withAStep()) {
            HttpResponse<String> answer = server.push("{}", "Content-Encoding", "br");
            assertRefused(
                    server,
                    answer,
                    PushRejection.CONTENT_ENCODING,
                    "{\"error\":\"Content-Encoding must be gzip or absent, got \\\"br\\\"\","
                            + "\"field\":\"Content-Encoding\",\"value\":\"br\"}");
            assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("gzip");
            assertRefused(
                    server,
                    server.push("{\"step\":2,\"loss\":1}", "Content-Encoding", "gzip"),
                    PushRejection.SYNTAX,
                    "{\"error\":\"body must be gzip of one member as Content-Encoding says, but it is not\"}");
        }
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeOrAfterDecompression() {
        String error = "{\"error\":\"body must be at most 1000 bytes (--max-body), also after decompression;"
                + " send fewer steps at once\"}";
        String blanks = " ".repeat(1000);
        try (PushServer server = new PushServer(
                PushConfig.withDefaults().withMaxBodyBytes(1000),
                PushAccess.localOnly(),
                IngestConfig.withDefaults())) {
            assertThat(server.push(("{\"step\":1,\"loss\":1}" + blanks).substring(0, 1000))
                            .statusCode())
                    .isEqualTo(200);
            assertRefused(server, server.push("{}" + blanks), PushRejection.TOO_LARGE, error);
            assertRefused(server, server.push(blanks.repeat(20)), PushRejection.TOO_LARGE, error);
            assertRefused(
                    server,
                    server.push(BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(blanks.repeat(5).getBytes(StandardCharsets.UTF_8)))),
                    PushRejection.TOO_LARGE,
                    error);
            assertRefused(
                    server,
                    server.push(BodyPublishers.ofByteArray(Gzip.of(blanks.repeat(100))), "Content-Encoding", "gzip"),
                    PushRejection.TOO_LARGE,
                    error);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/training/r/steps, POST",
        "PUT, /api/v1/training/r/steps, POST",
        "DELETE, /api/v1/training/r/steps, POST",
        "PATCH, /api/v1/training/r/finish, POST",
        "OPTIONS, /api/v1/training/r/finish, POST",
        "POST, /api/v1/training/r, DELETE",
        "GET, /api/v1/training/r, DELETE"
    })
    void refusesAnotherMethod(String method, String path, String allowed) {
        try (PushServer server = withAStep()) {
            HttpResponse<String> answer = server.send(server.request(path).method(method, BodyPublishers.noBody()));

            assertRefused(
                    server,
                    answer,
                    PushRejection.METHOD,
                    "{\"error\":\"method must be " + allowed + ", got \\\"" + method + "\\\"\",\"field\":\"method\","
                            + "\"value\":\"" + method + "\"}");
            assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
        }
    }

    @Test
    void finishAndDeleteKnowTheRunsThatPushed() {
        String error = "{\"error\":\"run must be one that has pushed, got \\\"other\\\"\",\"field\":\"run\","
                + "\"value\":\"other\"}";
        try (PushServer server = withAStep()) {
            assertRefused(
                    server,
                    server.send(server.request("/api/v1/training/other/finish").POST(BodyPublishers.noBody())),
                    PushRejection.UNKNOWN_RUN,
                    error);
            assertRefused(
                    server,
                    server.send(server.request("/api/v1/training/other").DELETE()),
                    PushRejection.UNKNOWN_RUN,
                    error);
        }
    }

    @ParameterizedTest
    @CsvSource({"a%20b, a b", "%C3%A9, é", "a+b, a+b", "a:b, a:b"})
    void refusesARunThatCannotBe(String path, String run) {
        try (PushServer server = withAStep()) {
            assertRefused(
                    server,
                    server.send(server.request("/api/v1/training/" + path + "/steps")
                            .POST(BodyPublishers.ofString("{}"))),
                    PushRejection.RUN_NAME,
                    "{\"error\":\"run must be named by [A-Za-z0-9._-]{1,128}, got \\\"" + run
                            + "\\\"\",\"field\":\"run\",\"value\":\"" + run + "\"}");
        }
    }

    /** Past a client that would tidy the path up. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "%2e", "%2e%2e", "%2E."})
    void knowsNoRunThatIsAFolder(String run) throws IOException {
        try (PushServer server = withAStep();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            write(
                    socket,
                    "POST /api/v1/training/" + run + "/steps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 19\r\n"
                            + "Connection: close\r\n\r\n{\"step\":1,\"loss\":1}");

            assertThat(read(socket)).startsWith("HTTP/1.1 404 ");
            assertThat(server.ingestor.snapshot().runs()).hasSize(1);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void refusesABodyThatStalls() throws IOException {
        try (PushServer server =
                        PushServer.withLimits(GateLimits.withDefaults().withIdleTimeout(Duration.ofMillis(200)));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            write(
                    socket,
                    "POST /api/v1/training/r/steps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 19\r\n\r\n{\"st");
            String answer = read(socket);

            assertThat(answer).startsWith("HTTP/1.1 408 ");
            assertThat(answer).endsWith("{\"error\":\"body must arrive within 10000 ms\"}");
            assertThat(server.last().rejection()).hasValue(PushRejection.TIMEOUT);
        }
    }

    @Test
    void refusesABodyThatTrickles() throws Exception {
        try (PushServer server = PushServer.withLimits(GateLimits.withDefaults().withTimeouts(Duration.ofMillis(400)));
                SlowClients clients = SlowClients.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                        Map.of(SlowClients.Kind.SLOW_BODY, 1))) {
            while (server.answered.isEmpty()) {
                Thread.sleep(10);
            }

            assertThat(server.last().rejection()).hasValue(PushRejection.TIMEOUT);
            assertThat(clients.comebacks()).isNotNegative();
        }
    }

    @Test
    void countsABodyThatBreaksOff() throws IOException {
        try (PushServer server = withAStep()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                write(
                        socket,
                        "POST /api/v1/training/r/steps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 19\r\n\r\n{\"st");
                socket.shutdownOutput();
                read(socket);
            }

            assertThat(server.last().rejection()).hasValue(PushRejection.ABORTED);
            assertThat(server.run().orElseThrow().counts().steps()).isOne();
        }
    }

    @Test
    void refusesOneRunMoreThanMayBeActive() {
        try (PushServer server = new PushServer(
                PushConfig.withDefaults(),
                PushAccess.localOnly(),
                IngestConfig.withDefaults().withMaxRuns(1))) {
            server.send(server.request("/api/v1/training/first/steps")
                    .POST(BodyPublishers.ofString("{\"step\":1,\"loss\":1}")));

            assertRefused(
                    server,
                    server.push("{\"step\":1,\"loss\":1}"),
                    PushRejection.TOO_MANY_RUNS,
                    "{\"error\":\"runs that are active or ended less than 5 minutes ago must be at most 1 (--max-runs); delete one, or wait\"}");
        }
    }

    @Test
    void refusesRequestsOverTheRate() {
        try (PushServer server = new PushServer(
                PushConfig.withDefaults().withRequestsPerSecond(2),
                PushAccess.localOnly(),
                IngestConfig.withDefaults())) {
            for (int i = 0; i < 4; i++) {
                assertThat(server.push("[]").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> answer = server.push("[]");
            assertRefused(
                    server,
                    answer,
                    PushRejection.RATE,
                    "{\"error\":\"requests must be at most 2 a second; send more steps in each\"}");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            server.clock.advance(Duration.ofMillis(500));
            assertThat(server.push("[]").statusCode()).isEqualTo(200);
            assertThat(server.push("[]").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void refusesAPushFromElsewhereWhereNobodyElseMay() {
        String error = "{\"error\":\"pushes must come from a program on this host, as --push-token-file is not set; ";
        try (PushServer server = withAStep()) {
            for (String header : List.of(
                    "Forwarded",
                    "Via",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Real-IP",
                    "X-Client-IP",
                    "X-Cluster-Client-IP",
                    "True-Client-IP",
                    "CF-Connecting-IP",
                    "Fastly-Client-IP")) {
                assertRefused(
                        server,
                        server.push("[]", header, "x"),
                        PushRejection.FORBIDDEN,
                        error + "a proxy passed this on, as " + header + " says\"}");
            }
            for (String header : List.of("Origin", "Sec-Fetch-Site")) {
                assertRefused(
                        server,
                        server.push("[]", header, "same-origin"),
                        PushRejection.FORBIDDEN,
                        error + "a page in a browser sent this, as " + header + " says\"}");
            }
        }
    }

    @Test
    void saysNothingOfTheInsideWhereItFails() {
        AtomicLong calls = new AtomicLong();
        try (PushServer server =
                new PushServer(PushConfig.withDefaults(), PushAccess.localOnly(), IngestConfig.withDefaults(), () -> {
                    if (calls.incrementAndGet() > 1) {
                        throw new IllegalStateException("secret");
                    }
                    return 0;
                })) {
            assertRefused(server, server.push("[]"), PushRejection.INTERNAL, "{\"error\":\"internal error\"}");
        }
    }

    @Test
    void knowsEveryCodeAndReason() {
        assertThat(PushRejection.codes())
                .containsExactly(200, 202, 400, 401, 403, 404, 405, 408, 413, 415, 429, 500, 503, 507);
        assertThat(PushRejection.ids()).contains("field", "too_many_runs").doesNotHaveDuplicates();
        assertThat(Optional.of(PushRejection.FUTURE).map(PushRejection::id)).hasValue("future");
    }
}

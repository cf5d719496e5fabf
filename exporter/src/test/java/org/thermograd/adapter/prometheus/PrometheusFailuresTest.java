package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user is told when there is no answer. */
class PrometheusFailuresTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_700_000_000);
    private static final String CHECK_URL = "check that the URL is that of the Prometheus API";

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = FakeApi.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private PrometheusConfig.Builder config() {
        return PrometheusConfig.of(api.url())
                .chunk(Duration.ofSeconds(61))
                .minimumChunk(Duration.ofSeconds(61))
                .maxAttempts(1);
    }

    private static PrometheusQueryException failure(PrometheusConfig.Builder config) {
        return catchThrowableOfType(
                PrometheusQueryException.class,
                () -> Fakes.client(config.build()).read("up", FROM, FROM.plusSeconds(60), ReadListener.NONE));
    }

    private static HttpHandler answering(int status, String type, String body) {
        return exchange -> FakeApi.send(exchange, status, type, body);
    }

    private static HttpHandler json(String body) {
        return answering(200, "application/json", body);
    }

    private static Arguments row(String name, HttpHandler answer, Failure failure, String sentence) {
        return Arguments.of(name, answer, failure, sentence);
    }

    static Stream<Arguments> answers() {
        String page = "<!DOCTYPE html><html><title>Grafana</title></html>";
        String malformed = ": the answer is not what the Prometheus API promises (";
        String asked = "; " + CHECK_URL + " (asked for up[61s])";
        return Stream.of(
                row(
                        "401",
                        answering(401, "text/plain", "Unauthorized\n"),
                        Failure.UNAUTHORIZED,
                        " wants to know who asks (401: Unauthorized); give a bearer token, or user and password, and check"
                                + " them"),
                row(
                        "403",
                        answering(403, "text/html", page),
                        Failure.UNAUTHORIZED,
                        " does not allow this (403); check what the token or the user may read"),
                row(
                        "404",
                        answering(404, "text/html", page),
                        Failure.NOT_FOUND,
                        " has no such path (404); the URL probably lacks a path prefix, such as /prometheus"),
                row(
                        "302",
                        exchange -> {
                            exchange.getResponseHeaders().set("Location", "/login");
                            FakeApi.send(exchange, 302, "text/html", page);
                        },
                        Failure.REDIRECT,
                        " sends elsewhere (302 to /login); give the URL of the Prometheus API itself"),
                row(
                        "307 to nowhere",
                        answering(307, "text/html", ""),
                        Failure.REDIRECT,
                        " sends elsewhere (307 to nowhere); give the URL of the Prometheus API itself"),
                row(
                        "400",
                        answering(400, "application/json", FakeApi.refusal("bad_data", "parse error: \\u001bunclosed")),
                        Failure.BAD_QUERY,
                        " does not take the query (400: parse error: unclosed); correct it (asked for up[61s])"),
                row(
                        "http to https",
                        answering(400, "text/plain", "Client sent an HTTP request to an HTTPS server.\n"),
                        Failure.BAD_QUERY,
                        " does not take the query (400: Client sent an HTTP request to an HTTPS server.); correct it (asked"
                                + " for up[61s])"),
                row(
                        "500",
                        answering(500, "application/json", FakeApi.refusal("internal", "disk on fire")),
                        Failure.SERVER_ERROR,
                        " failed (500: disk on fire); its log tells more (asked for up[61s])"),
                row(
                        "503",
                        answering(503, "application/json", "{\"status\":\"success\",\"data\":{}}"),
                        Failure.UNAVAILABLE,
                        " cannot answer now (503); check the server, and the proxy before it if there is one"),
                row(
                        "error with 200",
                        json(FakeApi.refusal("execution", "found duplicate series")),
                        Failure.SERVER_ERROR,
                        " failed (200: found duplicate series); its log tells more (asked for up[61s])"),
                row(
                        "bad data with 200",
                        json(FakeApi.refusal("bad_data", "parse error")),
                        Failure.BAD_QUERY,
                        " does not take the query (200: parse error); correct it (asked for up[61s])"),
                row(
                        "a page",
                        answering(200, "text/html", "\r\n\t " + page),
                        Failure.NOT_JSON,
                        ": the answer is a page; this looks like a login page, a proxy or Grafana, " + CHECK_URL),
                row(
                        "a text",
                        answering(200, "text/plain", "Prometheus is Healthy."),
                        Failure.NOT_JSON,
                        ": the answer is no JSON object; this looks like a login page, a proxy or Grafana, "
                                + CHECK_URL),
                row("empty", json(""), Failure.EMPTY, ": the answer is empty (status 200)" + asked),
                row(
                        "204",
                        answering(204, "text/plain", ""),
                        Failure.EMPTY,
                        ": the answer is empty (status 204)" + asked),
                row("no status", json("{}"), Failure.MALFORMED, malformed + "no status)" + asked),
                row(
                        "no data",
                        json("{\"status\":\"success\",\"data\":null}"),
                        Failure.MALFORMED,
                        malformed + "no data)" + asked),
                row(
                        "a vector",
                        json(FakeApi.success("{\"resultType\":\"vector\",\"result\":[]}")),
                        Failure.MALFORMED,
                        malformed + "a result of type matrix expected, got vector)" + asked),
                row(
                        "data of another kind",
                        json(FakeApi.success("[]")),
                        Failure.MALFORMED,
                        malformed + "START_OBJECT expected, got START_ARRAY)" + asked),
                row(
                        "a status of another kind",
                        json("{\"status\":{}}"),
                        Failure.MALFORMED,
                        malformed + "a START_OBJECT as status)" + asked),
                row(
                        "a time of another kind",
                        json(FakeApi.matrix("{}", "\"x\"", "1")),
                        Failure.MALFORMED,
                        malformed + "a number expected as time, got VALUE_STRING)" + asked),
                row(
                        "a time out of range",
                        json(FakeApi.matrix("{}", "1e99", "1")),
                        Failure.MALFORMED,
                        malformed + "no number: VALUE_NUMBER_FLOAT)" + asked),
                row(
                        "a value that is none",
                        json(FakeApi.matrix("{}", "1", "one")),
                        Failure.MALFORMED,
                        malformed + "no number: VALUE_STRING)" + asked),
                row(
                        "two answers",
                        json(FakeApi.matrix("{}") + "{}"),
                        Failure.MALFORMED,
                        malformed + "text after its end)" + asked),
                row(
                        "another compression",
                        exchange -> {
                            exchange.getResponseHeaders().set("Content-Encoding", "br");
                            FakeApi.send(exchange, 200, "application/json", "x");
                        },
                        Failure.MALFORMED,
                        malformed + "content encoding br)" + asked),
                row(
                        "no compression",
                        exchange -> {
                            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                            FakeApi.send(exchange, 200, "application/json", "{\"status\":1}");
                        },
                        Failure.MALFORMED,
                        malformed + "no gzip)" + asked));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void saysInOneSentenceWhatToDo(String name, HttpHandler answer, Failure failure, String sentence) {
        api.answer(answer);

        PrometheusQueryException thrown = failure(config());

        assertThat(thrown).as(name).hasMessage(api.url() + sentence);
        assertThat(thrown.failure()).isEqualTo(failure);
        assertThat(thrown.query()).isEqualTo("up[61s]");
        assertThat(thrown.status()).isPresent();
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void saysThatTheAnswerBreaksOff() {
        api.json("{\"status\":\"success\",\"data\":{\"resultType\":\"mat");

        assertThat(failure(config()))
                .hasMessageStartingWith(api.url() + ": the answer breaks off (Unexpected end-of-input")
                .hasMessageEndingWith(
                        "); the server or a proxy ended it, ask for less (asked for up[61s]); no less than"
                                + " 61 s is asked for at once");
    }

    @Test
    void saysThatSomethingInTheAnswerIsNoJson() {
        api.json("{\"status\":success}");

        assertThat(failure(config()))
                .hasMessageStartingWith(api.url()
                        + ": the answer is not what the Prometheus API promises (Unrecognized token 'success'");
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        PrometheusQueryException failure =
                failure(PrometheusConfig.of("http://127.0.0.1:" + port).maxAttempts(2));

        assertThat(failure)
                .hasMessage("http://127.0.0.1:" + port + " cannot be reached (no connection); check host and port, and"
                        + " that the server runs (2 attempts)");
        assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failure.status()).isEmpty();
        assertThat(failure.errorType()).isEmpty();
    }

    @Test
    void saysThatTheConnectionEndsBeforeTheAnswer() {
        api.answer(exchange -> exchange.close());

        assertThat(failure(config()))
                .hasMessage(api.url() + " cannot be reached (HTTP/1.1 header parser received no bytes); check host and"
                        + " port, and that the server runs");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        // As the JDK's client reports it; to look up a name would leave the machine.
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        FailureReport report = new FailureReport(
                PrometheusConfig.of("http://promethues:9090").build(), Redaction.of(List.of(), List.of()), "up[1s]");

        PrometheusQueryException failure = report.noAnswer(unresolved, Duration.ofSeconds(1));

        assertThat(failure)
                .hasMessage("http://promethues:9090: there is no host of the name promethues; check the spelling of the"
                        + " URL")
                .hasCause(unresolved);
        assertThat(failure.failure()).isEqualTo(Failure.UNKNOWN_HOST);
    }

    @Test
    void saysThatTheAnswerTakesTooLongToBegin() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        api.answer(exchange -> await(done));

        PrometheusQueryException failure = failure(config().requestTimeout(Duration.ofMillis(250)));
        done.countDown();

        assertThat(failure)
                .hasMessage(
                        api.url() + " gave no complete answer within 0.25 s; allow more time for a request, or ask for"
                                + " less (asked for up[61s]); no less than 61 s is asked for at once");
        assertThat(failure.failure()).isEqualTo(Failure.TIMEOUT);
    }

    @Test
    void saysThatTheAnswerTakesTooLongToEnd() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        api.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":\"success\"".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(done);
        });

        PrometheusQueryException failure = failure(config().requestTimeout(Duration.ofMillis(400)));
        done.countDown();

        assertThat(failure)
                .hasMessageStartingWith(api.url() + " gave no complete answer within 0.4 s; allow more time");
        assertThat(failure.failure()).isEqualTo(Failure.TIMEOUT);
    }

    private static void await(CountDownLatch done) {
        try {
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void showsNoSecretThatTheServerRepeats() {
        api.refusal(400, "bad_data", "token s3cret-token, key 0123456789, name hunter2");

        assertThat(failure(config().credentials(new Credentials.BearerToken("s3cret-token"))
                        .header(new Header("X-Key", "0123456789"))
                        .header(new Header("X-Short", "name"))))
                .hasMessageContaining("token ***, key ***, name hunter2");
        assertThat(failure(config().credentials(new Credentials.BasicAuth("me", "hunter2"))))
                .hasMessageContaining("name ***");
    }

    @Test
    void cutsALongText() {
        api.refusal(400, "bad_data", "x".repeat(5000));

        assertThat(failure(config()).getMessage())
                .contains("x".repeat(300) + "...")
                .hasSizeLessThan(450);
    }

    @Test
    void saysThatATokenFileCannotBeUsed(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("token");
        PrometheusConfig.Builder config = config().credentials(new Credentials.BearerTokenFile(file));

        assertThat(failure(config)).hasMessage("token file " + file + " cannot be used: no such file");
        Files.writeString(file, "two words");
        assertThat(failure(config))
                .hasMessage("token file " + file + " cannot be used: it must hold one word of printable ASCII");
        Files.write(file, new byte[70_000]);
        assertThat(failure(config)).hasMessage("token file " + file + " cannot be used: it is longer than 65536 bytes");
        assertThat(failure(config).failure()).isEqualTo(Failure.CREDENTIALS);
    }

    @Test
    void saysThatACaFileCannotBeUsed(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("ca.pem");
        PrometheusConfig.Builder config =
                PrometheusConfig.of("https://127.0.0.1:1").caFile(file);

        assertThat(failure(config)).hasMessage("CA file " + file + " cannot be used: no such file");
        Files.writeString(file, "");
        assertThat(failure(config))
                .hasMessage("CA file " + file
                        + " cannot be used: it must hold certificates in PEM (BEGIN CERTIFICATE), got none");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(failure(config))
                .hasMessage("CA file " + file
                        + " cannot be used: it must hold certificates in PEM that can be read, got one that cannot");
        assertThat(failure(config.caFile(dir)).failure()).isEqualTo(Failure.CREDENTIALS);
    }
}

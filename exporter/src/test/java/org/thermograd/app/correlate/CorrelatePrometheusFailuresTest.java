package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.app.Cli;

/** What a user sees when {@code correlate --prometheus-url} cannot be carried out: one line, never a stack trace. */
class CorrelatePrometheusFailuresTest {
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpHandler handler) {
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Cli.Result run(String url, String... more) {
        List<String> args = new ArrayList<>(List.of("correlate", "--prometheus-url", url, "--since", "1h"));
        args.addAll(Arrays.asList(more));
        return Cli.plain().run(args.toArray(String[]::new));
    }

    private static void assertFailed(Cli.Result result, String message) {
        assertThat(result.err()).contains(message).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(result.err().lines().toList()).last().asString().startsWith("thermograd: ");
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|text/plain|no|wants to know who asks (401",
                "403|text/plain|no|does not allow this (403",
                "404|text/plain|404 page not found|the URL probably lacks a path prefix, such as /prometheus",
                "400|application/json|{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"odd\"}|does not take"
                        + " the query (400: odd); correct it",
                "422|application/json|{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"odd\"}|does not take"
                        + " the query (422: odd); correct it",
                "500|text/plain|oops|failed (500",
                "200|text/html|<html>Grafana</html>|check that the URL is that of the Prometheus API",
                "200|text/plain|hello|check that the URL is that of the Prometheus API",
                "200|application/json|{}|check that the URL is that of the Prometheus API",
                "200|application/json|{\"status\":\"success\",\"data\":{\"resultType\":\"matr|the answer breaks off",
                "200|application/json|''|the answer is empty (status 200)"
            })
    void saysWhatTheServerAnswered(int status, String type, String body, String message) {
        answer(exchange -> send(exchange, status, type, body));

        assertFailed(run(url()), message);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertFailed(run("http://127.0.0.1:" + port), "http://127.0.0.1:" + port + " cannot be reached (");
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        assertFailed(run("http://no-such-host.invalid:9090"), "there is no host of the name no-such-host.invalid");
    }

    @Test
    void saysThatTheServerIsTooSlow() {
        CountDownLatch end = new CountDownLatch(1);
        answer(exchange -> {
            try {
                assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertFailed(run(url(), "--timeout", "200ms"), "allow more time for a request, or ask for less");
        end.countDown();
    }

    @Test
    void saysThatThereIsNothing() {
        answer(exchange -> send(
                exchange,
                200,
                "application/json",
                exchange.getRequestURI().getPath().endsWith("/series")
                        ? "{\"status\":\"success\",\"data\":[]}"
                        : EMPTY));

        assertFailed(run(url()), "thermograd: nothing of Thermograd between 2026-11-22T09:36:00.123Z and");
    }

    @Test
    void masksSecretsInWhatTheServerRepeats() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "token-of-mine\n");
        answer(exchange -> send(
                exchange,
                400,
                "application/json",
                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\""
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + exchange.getRequestHeaders().getFirst("X-Key") + "\"}"));

        Cli.Result result = run(url(), "--bearer-token-file=" + token, "--header", "X-Key: key-of-mine");

        assertFailed(result, "(400: Bearer ******)");
        assertThat(result.err()).doesNotContain("of-mine");
    }

    @Test
    void sendsTheUserAndThePasswordOfAFile() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");
        answer(exchange -> {
            // printf 'ali:open sesame' | base64
            boolean known = "Basic YWxpOm9wZW4gc2VzYW1l"
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, known ? 500 : 401, "text/plain", "no");
        });

        assertFailed(run(url(), "--basic-auth-user=ali", "--basic-auth-password-file=" + password), " failed (500");
        assertFailed(
                run(url(), "--basic-auth-user=ali", "--basic-auth-password-file=" + folder.resolve("none")),
                "thermograd: cannot read the password in " + folder.resolve("none") + ": no such file");
        assertFailed(
                run(url(), "--bearer-token-file=" + folder.resolve("none")),
                "token file " + folder.resolve("none") + " cannot be used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hardware-csv=a --training-log=b|--prometheus-url, --session and recorded files (--hardware-csv, --training-log)"
                        + " must not come together",
                "--detector=mean_std|over Prometheus the exporter's detector counts: --detector and its options must be"
                        + " left at the default, another needs per-step data (recorded files)",
                "--detector-k=4|--detector and its options must be left",
                "--spike-refractory=6s|the exporter's refractory counts: --spike-refractory must be left",
                "--collapse-refractory=6s|the exporter's refractory counts: --collapse-refractory must be left",
                "--rated-watts=gpu0=350|the exporter's figures count: --rated-watts and --limit-celsius need",
                "--limit-celsius=gpu0=80|the exporter's figures count: --rated-watts and --limit-celsius need",
                "--slope-window=20s|the exporter's index counts: --slope-window and --index-mode need",
                "--index-mode=literal|the exporter's index counts: --slope-window and --index-mode need",
                "--from=2026-11-22T10:00:00Z|--since and --from both say when the range begins",
                "--from=yesterday|must be RFC 3339 with a zone, such as 2026-11-22T10:00:00Z, or epoch seconds, got"
                        + " yesterday",
                "--header=very-secret|must be a name, a colon and a value, such as 'X-Scope-OrgID: team'",
                "--header=Host:very-secret|header name must be none that the connection sets, got Host",
                "--basic-auth-user=ali|--basic-auth-user and --basic-auth-password-file must come together",
                "--basic-auth-user=a --bearer-token-file=t --basic-auth-password-file=p|--bearer-token-file and"
                        + " --basic-auth-user must not come together",
                "--ca-file=ca.pem|caFile must come with an https URL",
                "--timeout=0s|must be positive, got 0s"
            })
    void refusesWhatDoesNotGoTogether(String options, String message) {
        List<String> more = Arrays.asList(options.split(" ", -1));

        Cli.Result result = run(url(), more.toArray(String[]::new));

        assertThat(result.err()).contains(message).doesNotContain("very-secret");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        Cli.Result result = Cli.plain()
                .run("correlate", "--prometheus-url", url(), "--from=1761700020.5", "--to=2025-10-29T00:00:00+01:00");

        assertThat(result.err())
                .contains("thermograd: --from must be before --to, got 2025-10-29T01:07:00.500Z and"
                        + " 2025-10-28T23:00:00Z");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void refusesAnAddressThatIsNoneWithoutItsPassword() {
        Cli.Result result = run("http://ali:very-secret@host:port");

        assertThat(result.err()).contains("Prometheus URL must be").doesNotContain("very-secret");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void refusesOptionsOfPrometheusWithoutIt() {
        Cli.Result result = Cli.plain()
                .run(
                        "correlate",
                        "--hardware-csv=a",
                        "--training-log=b",
                        "--run=r",
                        "--instance=i",
                        "--from=1",
                        "--to=2",
                        "--since=1h",
                        "--header=a: b",
                        "--bearer-token-file=t",
                        "--basic-auth-user=u",
                        "--basic-auth-password-file=p",
                        "--ca-file=c");

        assertThat(result.err())
                .contains("thermograd: --run, --instance, --from, --to, --since, --header, --bearer-token-file,"
                        + " --basic-auth-user, --basic-auth-password-file, --ca-file must come with --prometheus-url");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void takesTheAddressFromTheEnvironment() {
        answer(exchange -> send(exchange, 500, "text/plain", "oops"));

        Cli.Result result = Cli.with("THERMOGRAD_PROMETHEUS_URL", url() + "/").run("correlate");

        assertFailed(result, url() + " failed (500");
    }
}

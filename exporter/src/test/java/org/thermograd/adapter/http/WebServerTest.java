package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.adapter.http.web.WebFile;
import org.thermograd.testing.TestCertificate;

/** A server with a web configuration file. */
@Timeout(120)
class WebServerTest {
    private static final String TLS = "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n";
    private static final String ALICE = "basic_auth_users:\n  alice: "
            + BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "right".toCharArray()) + "\n";

    @TempDir
    private static Path shared;

    private static TestCertificate certificate;
    private static TestCertificate renewed;

    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path dir;

    private Optional<ThermogradServer> running = Optional.empty();
    private Optional<SSLContext> trust = Optional.empty();

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificate = TestCertificate.make(shared, "server", "EC", "ip:127.0.0.1,ip:::1");
        renewed = TestCertificate.make(shared, "renewed", "EC", "ip:127.0.0.1");
    }

    @AfterEach
    void stop() {
        running.ifPresent(ThermogradServer::close);
    }

    private void use(TestCertificate one) throws IOException {
        Files.copy(one.certificate(), dir.resolve("server.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(one.key(), dir.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("web.yml"), text);
    }

    private ThermogradServer start(String text, GateLimits limits, String... listen) throws Exception {
        use(certificate);
        List<ListenAddress> addresses =
                List.of(listen).stream().map(ListenAddress::parse).toList();
        ThermogradServer server = new ThermogradServer(
                new Endpoint(addresses, Optional.of(new WebFile(write(text))), "/own/path"),
                List.of(
                        new LandingRoutes("1", "/own/path"),
                        new HealthRoutes(Optional::empty, () -> true),
                        new MetricsRoutes(new SmallPage(), "/own/path"),
                        new CollapseRoutes(List::of)),
                limits,
                new KnownHosts(addresses, Set.of()),
                (why, path) -> refused.add(why.id() + " " + path));
        server.start();
        running = Optional.of(server);
        return server;
    }

    private ThermogradServer start(String text) throws Exception {
        return start(text, GateLimits.withDefaults(), "127.0.0.1:0");
    }

    private static final class SmallPage implements MetricsPage {
        @Override
        public String contentType(Optional<String> accept) {
            return "text/plain";
        }

        @Override
        public void write(Optional<String> accept, List<String> names, OutputStream to) throws IOException {
            to.write("up 1\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private HttpResponse<String> get(String url, String... login) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        if (login.length > 0) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login[0].getBytes(StandardCharsets.UTF_8)));
        }
        HttpClient.Builder client = HttpClient.newBuilder();
        trust.ifPresent(client::sslContext);
        return client.build().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String base(ThermogradServer server) {
        return server.metricsUrls().replaceFirst("/own/path.*", "");
    }

    @Test
    void speaksTlsAtEachOfItsAddresses() throws Exception {
        trust = Optional.of(certificate.client());
        ThermogradServer server = start(TLS, GateLimits.withDefaults(), "127.0.0.1:0", "[::1]:0");
        String[] urls = server.metricsUrls().split(",");

        assertThat(urls).hasSize(2);
        assertThat(urls[0]).matches("https://127\\.0\\.0\\.1:\\d+/own/path");
        assertThat(urls[1]).matches("https://\\[::1]:\\d+/own/path");
        for (String url : urls) {
            HttpResponse<String> answer = get(url);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("up 1\n");
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
        assertThat(get(base(server) + "/").body()).contains("<a href=\"own/path\">");
        assertThat(get(base(server) + "/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void servesANewCertificateAndNewUsersAfterAChangeAndKeepsTheLastGoodOnes() throws Exception {
        trust = Optional.of(certificate.client());
        ThermogradServer server = start(TLS);
        assertThat(get(server.metricsUrls()).statusCode()).isEqualTo(200);

        use(renewed);
        write(TLS + ALICE);
        trust = Optional.of(renewed.client());
        assertThat(get(server.metricsUrls()).statusCode()).isEqualTo(401);
        assertThat(get(server.metricsUrls(), "alice:right").statusCode()).isEqualTo(200);

        for (String broken : List.of("basic_auth_users: {alice: x}", ALICE, "nothing: 1")) {
            write(broken);
            assertThat(get(server.metricsUrls(), "alice:right").statusCode())
                    .as(broken)
                    .isEqualTo(200);
            assertThat(get(server.metricsUrls()).statusCode()).as(broken).isEqualTo(401);
        }
        write(TLS);
        assertThat(get(server.metricsUrls()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/own/path, '', 401",
        "/own/path, alice:wrong, 401",
        "/own/path, bob:right, 401",
        "/own/path, alice:right, 200",
        "/, '', 401",
        "/, alice:right, 200",
        "/api/v1/collapses, '', 401",
        "/api/v1/collapses, alice:right, 200",
        "/nothing, '', 401",
        "/nothing, alice:right, 404",
        "/-/healthy, '', 200",
        "/-/ready, '', 200",
        "/-/ready, alice:wrong, 200"
    })
    void everythingButHealthNeedsAUser(String path, String login, int status) throws Exception {
        ThermogradServer server = start(ALICE);

        HttpResponse<String> answer = login.isEmpty() ? get(base(server) + path) : get(base(server) + path, login);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .isEqualTo(status == 401 ? Optional.of("Basic realm=\"thermograd\"") : Optional.empty());
        assertThat(refused).hasSize(status == 401 ? 1 : 0);
    }

    @Test
    void wrongPasswordsAreLimitedAndRightOnesAreNot() throws Exception {
        ThermogradServer server = start(ALICE);
        assertThat(get(server.metricsUrls(), "alice:right").statusCode()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(get(server.metricsUrls(), "alice:" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> answer = get(server.metricsUrls(), "alice:11");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .isEqualTo("wrong credentials must be fewer from one address: 10 at once, then one in 6 s\n");
        assertThat(get(server.metricsUrls(), "alice:right").statusCode()).isEqualTo(200);
        assertThat(refused).contains("credentials_rate /own/path", "unauthorized /own/path");
    }

    @Test
    void limitsTheRateOfAllButHealth() throws Exception {
        ThermogradServer server = start("rate_limit: {interval: 1h, burst: 3}\n");
        for (int i = 0; i < 3; i++) {
            assertThat(get(server.metricsUrls()).statusCode()).isEqualTo(200);
        }

        assertThat(get(server.metricsUrls()).statusCode()).isEqualTo(429);
        assertThat(get(base(server) + "/-/healthy").statusCode()).isEqualTo(200);
        assertThat(refused).containsExactly("request_rate /own/path");
    }

    @Test
    void everyAnswerHasItsHeaders() throws Exception {
        ThermogradServer server = start("""
                http_server_config:
                  headers:
                    X-Frame-Options: sameorigin
                    Strict-Transport-Security: max-age=60
                """);

        for (String path : List.of("/own/path", "/", "/nothing", "/%zz")) {
            String answer;
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.address().port())) {
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            }
            assertThat(answer)
                    .as(path)
                    .contains("X-Frame-Options: sameorigin\r\n")
                    .contains("Strict-Transport-Security: max-age=60\r\n")
                    .contains("X-Content-Type-Options: nosniff\r\n")
                    .doesNotContain("X-Frame-Options: DENY");
        }
    }

    private static GateLimits shortLimits() {
        return GateLimits.withDefaults().withTimeouts(Duration.ofMillis(600)).withIdleTimeout(Duration.ofMillis(1500));
    }

    /** Returns after how many milliseconds the server closes a connection on which somebody writes a byte now and then. */
    private static long millisUntilClosed(Socket socket, OutputStream out, byte[] bytes) throws Exception {
        long start = System.nanoTime();
        InputStream in = socket.getInputStream();
        socket.setSoTimeout(100);
        for (int i = 0; ; i++) {
            try {
                if (bytes.length > 0) {
                    out.write(bytes[Math.min(i, bytes.length - 1)]);
                    out.flush();
                }
                if (in.read() < 0) {
                    break;
                }
            } catch (SocketTimeoutException e) {
                // Still open.
            } catch (IOException e) {
                break;
            }
            if (System.nanoTime() - start > 20_000_000_000L) {
                break;
            }
        }
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Test
    void aHandshakeThatDoesNotComeIsIdle() throws Exception {
        ThermogradServer server = start(TLS, shortLimits(), "127.0.0.1:0");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
            assertThat(millisUntilClosed(socket, socket.getOutputStream(), new byte[0]))
                    .isBetween(1000L, 10_000L);
        }
    }

    @Test
    void aHandshakeThatTricklesIsTooSlow() throws Exception {
        ThermogradServer server = start(TLS, shortLimits(), "127.0.0.1:0");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
            // The beginning of a record of a handshake of 512 bytes.
            assertThat(millisUntilClosed(socket, socket.getOutputStream(), new byte[] {22, 3, 1, 2, 0, 1}))
                    .isBetween(400L, 10_000L);
        }
        assertThat(refused).containsExactly("slow_header ");
    }

    @Test
    void underTlsAHeaderThatTricklesIsTooSlowAndAConnectionThatIsKeptIsNot() throws Exception {
        ThermogradServer server = start(TLS, shortLimits(), "127.0.0.1:0");
        try (SSLSocket socket = (SSLSocket) certificate
                .client()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.address().port())) {
            socket.startHandshake();
            Thread.sleep(900);
            assertThat(refused).as("quiet for longer than a header may take").isEmpty();
            assertThat(millisUntilClosed(
                            socket,
                            socket.getOutputStream(),
                            "GET / HTTP/1.1\r\nX: x".getBytes(StandardCharsets.US_ASCII)))
                    .isBetween(400L, 10_000L);
        }
        assertThat(refused).containsExactly("slow_header ");
    }

    @Test
    void underTlsTheNewestGetIn() throws Exception {
        trust = Optional.of(certificate.client());
        ThermogradServer server =
                start(TLS, GateLimits.withDefaults().withMaxConnections(20), "127.0.0.1:0", "127.0.0.1:0");
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            silent.add(new Socket(
                    InetAddress.getLoopbackAddress(), server.address().port()));
        }

        for (String url : server.metricsUrls().split(",", -1)) {
            assertThat(get(url).statusCode()).isEqualTo(200);
        }
        assertThat(refused).contains("crowded_out ");
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void saysWhereItCannotListen() throws Exception {
        ThermogradServer server = start(TLS);
        Endpoint taken = new Endpoint(
                List.of(new ListenAddress("127.0.0.1", 0), server.address()), Optional.empty(), "/metrics");
        try (ThermogradServer other = new ThermogradServer(taken, List.of())) {
            other.start();
        } catch (ListenException e) {
            assertThat(e)
                    .hasMessage("cannot listen on 127.0.0.1:0 and " + server.address() + ": Address already in use");
            return;
        }
        throw new AssertionError("it listens where another does");
    }
}

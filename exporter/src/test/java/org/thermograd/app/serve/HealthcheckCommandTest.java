package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.app.Cli;
import org.thermograd.testing.TestCertificate;

class HealthcheckCommandTest {
    private HttpServer server;
    private volatile int status = 200;
    private volatile String asked = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void endsWithZeroWhereTheServerIsWell() {
        Cli.Result result = Cli.plain().run("healthcheck", "--url", url());

        assertThat(result).isEqualTo(new Cli.Result(0, "healthy: " + url() + "/-/healthy\n", ""));
        assertThat(asked).isEqualTo("/-/healthy");
    }

    @Test
    void asksBelowAPrefixAndTakesTheAddressFromTheEnvironment() {
        Cli.Result result = Cli.with("THERMOGRAD_URL", url() + "/thermograd/").run("healthcheck");

        assertThat(result.status()).isZero();
        assertThat(asked).isEqualTo("/thermograd/-/healthy");
    }

    @Test
    void endsWithOneWhereTheServerIsNotWell() {
        status = 503;

        Cli.Result result = Cli.plain().run("healthcheck", "--url", url());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("thermograd: not healthy: " + url() + "/-/healthy answered 503\n");
    }

    @Test
    void endsWithOneWhereNothingListens() {
        String gone = url();
        server.stop(0);

        Cli.Result result = Cli.plain().run("healthcheck", "--url", gone);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("thermograd: not healthy: nothing answers at " + gone + "/-/healthy\n");
    }

    @Test
    void waitsNoLongerThanItsTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket unread = new Socket(InetAddress.getLoopbackAddress(), silent.getLocalPort())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();

            Cli.Result result = Cli.plain().run("healthcheck", "--url", url, "--timeout", "200ms");

            assertThat(unread.isConnected()).isTrue();
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualTo("thermograd: not healthy: " + url + "/-/healthy did not answer within 200ms\n");
        }
    }

    /** Asks a server with TLS that wants a certificate of its clients, and trusts its own. */
    @Test
    void asksOverTls(@TempDir Path dir) throws Exception {
        TestCertificate own = TestCertificate.make(dir, "own", "EC", "ip:127.0.0.1");
        TestCertificate other = TestCertificate.make(dir, "other", "EC", "ip:127.0.0.1");
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(own.client(own)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        secure.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        secure.start();
        try {
            String url = "https://127.0.0.1:" + secure.getAddress().getPort();
            String ca = "--ca-file=" + own.certificate();
            String cert = "--cert-file=" + own.certificate();
            String key = "--key-file=" + own.key();

            assertThat(check(url, ca, cert, key)).isEqualTo(new Cli.Result(0, "healthy: " + url + "/-/healthy\n", ""));
            assertThat(check(url).err())
                    .startsWith("thermograd: not healthy: no TLS that is trusted with " + url + "/-/healthy: ");
            assertThat(check(url, "--ca-file=" + other.certificate()).err())
                    .startsWith("thermograd: not healthy: no TLS that is trusted with " + url + "/-/healthy: ");
            assertThat(check(url, cert, key).status()).as("trusted by Java").isEqualTo(1);
            assertThat(check(url, ca).status())
                    .as("without a certificate of its own")
                    .isEqualTo(1);
            assertThat(check(url, ca, cert, "--key-file=" + other.key()).err())
                    .isEqualTo("thermograd: cannot use --key-file " + other.key()
                            + ": must be the key of the certificate, got another\n");
        } finally {
            secure.stop(0);
        }
    }

    private static Cli.Result check(String url, String... options) {
        String[] all = Arrays.copyOf(options, options.length + 3);
        all[options.length] = "healthcheck";
        all[options.length + 1] = "--url";
        all[options.length + 2] = url;
        Collections.rotate(Arrays.asList(all), 3);
        return Cli.plain().run(all);
    }

    @Test
    void saysWhatIsWrongWithAFileOfTls(@TempDir Path dir) throws IOException {
        Path text = Files.writeString(dir.resolve("text"), "no certificate\n");
        String gone = dir.resolve("gone").toString();

        assertThat(check("https://127.0.0.1:1", "--ca-file=" + gone).err())
                .isEqualTo("thermograd: cannot use --ca-file " + gone + ": no such file or folder\n");
        assertThat(check("https://127.0.0.1:1", "--ca-file=" + text).err())
                .isEqualTo("thermograd: cannot use --ca-file " + text
                        + ": must hold certificates in PEM (BEGIN CERTIFICATE), got none\n");
        Cli.Result alone = check(url(), "--cert-file=" + text);
        assertThat(alone.status()).isEqualTo(2);
        assertThat(alone.err()).contains("--cert-file and --key-file must come together");
        assertThat(check(url(), "--ca-file=" + gone).status())
                .as("a variable for another command does no harm")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9877", "ftp://127.0.0.1", "http://", "http://host/a b", "http://host?x"})
    void refusesWhatIsNoAddress(String text) {
        Cli.Result result = Cli.plain().run("healthcheck", "--url", text);

        assertThat(result.status()).isEqualTo(2);
        assertThat(List.of(result.err().lines().toArray()))
                .first()
                .isEqualTo("thermograd: Invalid value for option '--url': must be http://HOST:PORT or"
                        + " https://HOST:PORT, got " + text);
    }
}

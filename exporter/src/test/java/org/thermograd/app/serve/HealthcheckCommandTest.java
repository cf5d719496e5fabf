package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.app.Cli;

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

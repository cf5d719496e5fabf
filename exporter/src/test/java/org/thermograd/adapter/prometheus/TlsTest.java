package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client over TLS, with certificates that keytool makes. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path dir;

    @BeforeAll
    static void makeCertificates() throws Exception {
        for (String name : new String[] {"server", "other"}) {
            keytool(
                    name,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "3650");
            keytool(name, "-exportcert", "-rfc", "-file", pem(name).toString());
        }
    }

    private static Path store(String name) {
        return dir.resolve(name + ".p12");
    }

    private static Path pem(String name) {
        return dir.resolve(name + ".pem");
    }

    private static void keytool(String name, String... arguments) throws Exception {
        String[] command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-keystore",
                                store(name).toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-alias",
                                name),
                        Arrays.stream(arguments))
                .toArray(String[]::new);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(dir.resolve("keytool.log")))
                .isZero();
    }

    private static FakeApi httpsServer() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store("server"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FakeApi(server);
    }

    private static PrometheusQueryException failure(PrometheusConfig.Builder config) {
        return catchThrowableOfType(
                PrometheusQueryException.class,
                () -> Fakes.client(config.build()).serverBuild());
    }

    @Test
    void trustsTheGivenCaAndNoOther() throws Exception {
        try (FakeApi api = httpsServer()) {
            api.json(FakeApi.success("{\"version\":\"2.42.0\"}"));
            String url = "https://127.0.0.1:" + api.port();

            PrometheusConfig trusting =
                    PrometheusConfig.of(url).caFile(pem("server")).build();
            assertThat(Fakes.client(trusting).serverBuild()).hasToString("Prometheus 2.42.0");

            for (PrometheusQueryException failure : new PrometheusQueryException[] {
                failure(PrometheusConfig.of(url)),
                failure(PrometheusConfig.of(url).caFile(pem("other")))
            }) {
                assertThat(failure.failure()).isEqualTo(Failure.TLS);
                assertThat(failure)
                        .hasMessageStartingWith(url + ": TLS failed (")
                        .hasMessageEndingWith(
                                "); check that the port speaks https, that the certificate is for this host,"
                                        + " and give a private CA as CA file");
            }
        }
    }

    @Test
    void saysThatThePortSpeaksNoTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlainText(plain), "plain-text-server");
            server.setDaemon(true);
            server.start();

            assertThat(failure(PrometheusConfig.of("https://127.0.0.1:" + plain.getLocalPort())))
                    .hasMessageStartingWith("https://127.0.0.1:" + plain.getLocalPort() + ": TLS failed (Un")
                    .hasMessageContaining(" SSL message")
                    .hasMessageEndingWith(
                            "; check that the port speaks https, that the certificate is for this host, and"
                                    + " give a private CA as CA file");
        }
    }

    /** As a server of Go does when it gets a TLS hello instead of a request; answers every connection until it is closed. */
    private static void answerInPlainText(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                if (socket.getInputStream().read() >= 0) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            } catch (IOException e) {
                // The client went away, or the test is over; the next connection, if any, gets its answer.
            }
        }
    }

    @Test
    void saysThatThePortWantsTls() throws Exception {
        try (FakeApi api = httpsServer()) {
            api.json("{}");

            assertThat(failure(PrometheusConfig.of("http://127.0.0.1:" + api.port())
                                    .maxAttempts(1))
                            .failure())
                    .isEqualTo(Failure.UNREACHABLE);
        }
    }
}

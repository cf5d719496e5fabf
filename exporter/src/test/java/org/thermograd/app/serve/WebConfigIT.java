package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.PrometheusServer;
import org.thermograd.testing.TestCertificate;

/** The jar with a web configuration file, beside Debian's node_exporter with the same one, and scraped by a real Prometheus. */
@Timeout(300)
class WebConfigIT {
    private static final String HASH = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(6, "wörd:1".toCharArray());
    private static final String GUARDED = """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: scraper.crt
              min_version: TLS13
            http_server_config:
              headers:
                X-Frame-Options: deny
            basic_auth_users:
              scraper: %s
            """.formatted(HASH);

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path dir;

    private TestCertificate server;
    private TestCertificate scraper;
    private TestCertificate stranger;

    @BeforeEach
    void makeCertificates() throws Exception {
        server = TestCertificate.make(dir, "server", "EC", "ip:127.0.0.1");
        scraper = TestCertificate.make(dir, "scraper", "EC", "dns:scraper.example");
        stranger = TestCertificate.make(dir, "stranger", "EC", "dns:stranger.example");
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What a client shows. */
    private record Attempt(String name, SSLContext tls, String protocol, String login) {}

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int awaitPort(int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.getPort();
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("nothing listens: " + Files.readString(dir.resolve("serve.err")));
    }

    /** Starts serve with the spellings of the toolkit. */
    private int serve(Path config, String... more) throws Exception {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--hardware=none",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.config.file",
                config.toString()));
        arguments.addAll(List.of(more));
        processes.add(JarProcess.of(dir, "serve", List.of(), arguments.toArray(String[]::new))
                .start());
        return awaitPort(port);
    }

    private int nodeExporter(Path program, Path config) throws Exception {
        int port = freePort();
        processes.add(new ProcessBuilder(
                        program.toString(),
                        "--collector.disable-defaults",
                        "--web.listen-address=127.0.0.1:" + port,
                        "--web.config.file=" + config)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("node.log").toFile())
                .start());
        return awaitPort(port);
    }

    private static String status(int port, Attempt attempt) {
        try (SSLSocket socket = (SSLSocket) attempt.tls().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.setEnabledProtocols(new String[] {attempt.protocol()});
            String login = Base64.getEncoder().encodeToString(attempt.login().getBytes(StandardCharsets.UTF_8));
            String header = attempt.login().isEmpty() ? "" : "Authorization: Basic " + login + "\r\n";
            socket.getOutputStream()
                    .write(("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 ").containsIgnoringCase("X-Frame-Options: deny");
            return answer.substring(9, 12)
                    + (answer.contains("Www-Authenticate: Basic") || answer.contains("WWW-Authenticate: Basic")
                            ? " Basic"
                            : "");
        } catch (IOException e) {
            return "refused";
        }
    }

    @Test
    void theSameFileAsNodeExportersPassesTheSameChecks() throws Exception {
        Path program = PrometheusServer.onPath("prometheus-node-exporter");
        Path config = Files.writeString(dir.resolve("web.yml"), GUARDED);
        int ours = serve(config);
        int theirs = nodeExporter(program, config);
        SSLContext known = server.client(scraper);
        List<Attempt> attempts = List.of(
                new Attempt("right password", known, "TLSv1.3", "scraper:wörd:1"),
                new Attempt("right password again", known, "TLSv1.3", "scraper:wörd:1"),
                new Attempt("wrong password", known, "TLSv1.3", "scraper:word"),
                new Attempt("password of nobody", known, "TLSv1.3", "nobody:wörd:1"),
                new Attempt("empty password", known, "TLSv1.3", "scraper:"),
                new Attempt("no password", known, "TLSv1.3", ""),
                new Attempt("no certificate", server.client(), "TLSv1.3", "scraper:wörd:1"),
                new Attempt("certificate of nobody", server.client(stranger), "TLSv1.3", "scraper:wörd:1"),
                new Attempt("TLS 1.2", known, "TLSv1.2", "scraper:wörd:1"));

        List<String> here = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (Attempt attempt : attempts) {
            here.add(attempt.name() + ": " + status(ours, attempt));
            there.add(attempt.name() + ": " + status(theirs, attempt));
        }
        System.err.println("node_exporter and serve: " + there);
        assertThat(here).isEqualTo(there);
        assertThat(here)
                .containsExactly(
                        "right password: 200",
                        "right password again: 200",
                        "wrong password: 401 Basic",
                        "password of nobody: 401 Basic",
                        "empty password: 401 Basic",
                        "no password: 401 Basic",
                        "no certificate: refused",
                        "certificate of nobody: refused",
                        "TLS 1.2: refused");
    }

    /** The file changes beneath both, which read it again. */
    @Test
    void certificatesOfClientsCountAsInNodeExporter() throws Exception {
        Path program = PrometheusServer.onPath("prometheus-node-exporter");
        Path config = dir.resolve("web.yml");
        List<String> types = List.of(
                "NoClientCert",
                "RequestClientCert",
                "RequireAnyClientCert",
                "RequireClientCert",
                "VerifyClientCertIfGiven",
                "RequireAndVerifyClientCert");
        Files.writeString(config, asking(types.get(0)));
        int ours = serve(config);
        int theirs = nodeExporter(program, config);
        List<Attempt> attempts = List.of(
                new Attempt("none", server.client(), "TLSv1.3", ""),
                new Attempt("trusted", server.insistentClient(scraper), "TLSv1.3", ""),
                new Attempt("foreign", server.insistentClient(stranger), "TLSv1.3", ""),
                new Attempt("foreign by TLS 1.2", server.insistentClient(stranger), "TLSv1.2", ""));

        List<String> here = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (String type : types) {
            Files.writeString(config, asking(type));
            for (Attempt attempt : attempts) {
                here.add(type + " " + attempt.name() + " " + status(ours, attempt));
                there.add(type + " " + attempt.name() + " " + status(theirs, attempt));
            }
        }
        System.err.println("node_exporter and serve: " + there);
        assertThat(here).isEqualTo(there);
        assertThat(here)
                .filteredOn(line -> line.endsWith("refused"))
                .containsExactly(
                        "RequireAnyClientCert none refused",
                        "RequireClientCert none refused",
                        "VerifyClientCertIfGiven foreign refused",
                        "VerifyClientCertIfGiven foreign by TLS 1.2 refused",
                        "RequireAndVerifyClientCert none refused",
                        "RequireAndVerifyClientCert foreign refused",
                        "RequireAndVerifyClientCert foreign by TLS 1.2 refused");
    }

    /** A policy, and whom to trust where it looks. */
    private static String asking(String type) {
        return """
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_auth_type: %s
                %s
                http_server_config:
                  headers:
                    X-Frame-Options: deny
                """.formatted(type, type.equals("NoClientCert") ? "" : "  client_ca_file: scraper.crt");
    }

    @Test
    void aRealPrometheusScrapesOverTlsWithAPassword() throws Exception {
        PrometheusServer.onPath("prometheus");
        int port = serve(Files.writeString(dir.resolve("web.yml"), GUARDED), "--web.telemetry-path=/telemetry");
        Path data = Files.createDirectory(dir.resolve("prometheus"));
        String scrape = """
                  - job_name: guarded
                    scheme: https
                    metrics_path: /telemetry
                    scrape_interval: 1s
                    scrape_timeout: 1s
                    tls_config: {ca_file: %1$s/server.crt, cert_file: %1$s/scraper.crt, key_file: %1$s/scraper.key}
                    basic_auth: {username: scraper, password: "wörd:1"}
                    static_configs: [{targets: ["127.0.0.1:%2$d"]}]
                """.formatted(dir, port);
        try (PrometheusServer prometheus =
                PrometheusServer.in(data).scrapeConfigs(scrape).start()) {
            HttpRequest query = HttpRequest.newBuilder(
                            URI.create(prometheus.url() + "/api/v1/query?query=up%7Bjob=%22guarded%22%7D"))
                    .build();
            String answer = "";
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!answer.contains(",\"1\"]") && System.nanoTime() < end) {
                Thread.sleep(500);
                answer = HttpClient.newHttpClient()
                        .send(query, HttpResponse.BodyHandlers.ofString())
                        .body();
            }
            assertThat(answer).as(prometheus.log()).contains(",\"1\"]");
        }
    }

    @Test
    void theLogIsJsonOrLogfmtAndAsLoudAsItShallBe() throws Exception {
        Path config = Files.writeString(dir.resolve("web.yml"), "rate_limit: {interval: 1s, burst: 9}\n");
        serve(config, "--log.format=json");
        stop();
        List<String> lines = Files.readAllLines(dir.resolve("serve.err"));
        assertThat(lines).hasSizeGreaterThan(3).allSatisfy(line -> {
            JsonNode entry = new ObjectMapper().readTree(line);
            assertThat(entry.path("ts").asText()).matches("2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z");
            assertThat(entry.path("level").asText()).isEqualTo("info");
            assertThat(entry.path("logger").asText()).isNotEmpty();
            assertThat(entry.path("msg").asText()).startsWith("event=");
        });
        processes.clear();
        serve(config, "--log.format=logfmt");
        stop();
        assertThat(Files.readAllLines(dir.resolve("serve.err")))
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.matches("ts=2\\S+Z level=info logger=\\w+ event=.*"));
        processes.clear();
        serve(config, "--log.level=error");
        stop();
        assertThat(dir.resolve("serve.err")).isEmptyFile();
    }

    @Test
    void aBrokenFileEndsTheStart() throws Exception {
        Path config = Files.writeString(dir.resolve("web.yml"), "basic_auth_users: {scraper: hunter2}\n");
        Process process = JarProcess.of(dir, "serve", List.of(), "serve", "--hardware=none", "--web-config=" + config)
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(dir.resolve("serve.err")))
                .contains("cannot use --web-config " + config
                        + ": line 1: basic_auth_users.scraper must be a bcrypt hash of the password")
                .doesNotContain("hunter2");
    }
}

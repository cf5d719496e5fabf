package org.thermograd.adapter.http.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.TestCertificate;

/** What a web configuration file makes of a server, by handshakes with it. */
@Timeout(120)
class WebTlsTest {
    private static final String PAIR = "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n";

    @TempDir
    private static Path shared;

    private static TestCertificate server;
    private static TestCertificate rsa;
    private static TestCertificate known;
    private static TestCertificate stranger;

    @TempDir
    private Path dir;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = TestCertificate.make(shared, "server", "EC", "ip:127.0.0.1");
        rsa = TestCertificate.make(shared, "rsa", "RSA", "ip:127.0.0.1");
        known = TestCertificate.make(
                shared, "known", "Ed25519", "dns:scraper.example,ip:::1,uri:spiffe://example/a,email:a@example.org");
        stranger = TestCertificate.make(shared, "stranger", "EC", "dns:other.example");
    }

    private Path config(String text) throws IOException {
        for (TestCertificate one : new TestCertificate[] {server, rsa, known, stranger}) {
            Files.copy(
                    one.certificate(),
                    dir.resolve(one.certificate().getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.copy(one.key(), dir.resolve(one.key().getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.writeString(dir.resolve("web.yml"), text);
    }

    private WebTls tls(String more) throws Exception {
        return new WebTls(config(PAIR + more));
    }

    /** What a connection came to: the protocol, the suite, and the names of both ends; {@code refused} if it broke. */
    private static String meet(WebTls tls, SSLContext client, String... protocols) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answer = new Thread(() -> answer(listening, tls));
            answer.start();
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                if (protocols.length > 0) {
                    socket.setEnabledProtocols(protocols);
                }
                socket.startHandshake();
                int first = socket.getInputStream().read();
                X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return first == 'y'
                        ? socket.getSession().getProtocol() + " "
                                + socket.getSession().getCipherSuite() + " "
                                + shown.getSubjectX500Principal().getName()
                        : "refused";
            } catch (IOException e) {
                return "refused";
            } finally {
                answer.join(TimeUnit.SECONDS.toMillis(30));
            }
        }
    }

    private static void answer(ServerSocket listening, WebTls tls) {
        try (SSLSocket socket = tls.current().wrap(listening.accept())) {
            socket.getOutputStream().write('y');
        } catch (IOException e) {
            // The client is not let in; it says so itself.
        }
    }

    @Test
    void speaksTlsWithTheCertificateOfTheFile() throws Exception {
        WebTls tls = tls("");

        assertThat(meet(tls, server.client())).startsWith("TLSv1.3 TLS_").endsWith(" CN=server");
        assertThat(meet(tls, server.client(), "TLSv1.2")).startsWith("TLSv1.2 ");
        assertThat(meet(tls, stranger.client())).isEqualTo("refused");
        assertThat(tls.otherSections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "min_version: TLS13, TLSv1.2, false",
        "min_version: TLS13, TLSv1.3, true",
        "max_version: TLS12, TLSv1.3, false",
        "max_version: TLS12, TLSv1.2, true",
        "min_version: TLS12, TLSv1.2, true",
    })
    void keepsToItsVersions(String setting, String protocol, boolean met) throws Exception {
        assertThat(meet(tls("  " + setting + "\n"), server.client(), protocol)).startsWith(met ? protocol : "refused");
    }

    @Test
    void keepsToItsCipherSuites() throws Exception {
        WebTls tls = tls("""
                  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
                  prefer_server_cipher_suites: false
                """);

        assertThat(meet(tls, server.client(), "TLSv1.2"))
                .isEqualTo("TLSv1.2 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 CN=server");
        assertThat(meet(tls, server.client())).startsWith("TLSv1.3 TLS_");
    }

    @ParameterizedTest
    @CsvSource({
        "NoClientCert, true, true, true",
        "RequestClientCert, true, true, true",
        "RequireAnyClientCert, false, true, true",
        "RequireClientCert, false, true, true",
        "VerifyClientCertIfGiven, true, true, false",
        "RequireAndVerifyClientCert, false, true, false",
    })
    void asksClientsForCertificates(String type, boolean without, boolean trusted, boolean foreign) throws Exception {
        String ca = type.startsWith("No") ? "" : "  client_ca_file: known.crt\n";
        WebTls tls = tls("  client_auth_type: " + type + "\n" + ca);

        assertThat(!meet(tls, server.client()).equals("refused")).isEqualTo(without);
        assertThat(!meet(tls, server.client(known)).equals("refused")).isEqualTo(trusted);
        assertThat(!meet(tls, server.insistentClient(stranger)).equals("refused"))
                .isEqualTo(foreign);
    }

    @Test
    void trustsWhomJavaTrustsWithoutACaOfClients() throws Exception {
        WebTls tls = tls("  client_auth_type: RequireAndVerifyClientCert\n");

        assertThat(meet(tls, server.client(known))).isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "scraper.example, true",
        "'::1', true",
        "spiffe://example/a, true",
        "a@example.org, true",
        "known, false",
        "':::', false",
    })
    void wantsANameOfAClient(String name, boolean met) throws Exception {
        WebTls tls = tls("""
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: known.crt
                  client_allowed_sans: [nobody.example, "%s"]
                """.formatted(name));

        assertThat(!meet(tls, server.client(known)).equals("refused")).isEqualTo(met);
    }

    @Test
    void takesTextsInPlaceOfFiles() throws Exception {
        String cert = Files.readString(rsa.certificate()).indent(4);
        String key = Files.readString(rsa.key()).indent(4);
        WebTls tls = new WebTls(
                config(
                        "tls_server_config:\n  cert: |\n" + cert + "  key: |\n" + key
                                + "basic_auth_users:\n  alice: $2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi\nrate_limit:\n"));

        assertThat(meet(tls, rsa.client())).endsWith("CN=rsa");
        assertThat(tls.otherSections()).containsExactly("basic_auth_users");
    }

    @Test
    void takesANewCertificateForNewConnectionsAndKeepsTheOldWhileThereIsNone() throws Exception {
        WebTls tls = tls("");
        Files.copy(rsa.certificate(), dir.resolve("server.crt"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(meet(tls, server.client())).as("key of another").endsWith("CN=server");

        Files.copy(rsa.key(), dir.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(meet(tls, rsa.client())).endsWith("CN=rsa");

        Files.delete(dir.resolve("web.yml"));
        assertThat(meet(tls, rsa.client())).endsWith("CN=rsa");
        config(PAIR);
        assertThat(meet(tls, server.client())).endsWith("CN=server");
    }

    private String refusal(String text) throws IOException {
        Path file = config(text);
        return String.valueOf(catchThrowableOfType(WebConfigException.class, () -> new WebTls(file))
                        .getMessage())
                .replace(dir + "/", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: b: c|line 1: the file must be YAML: mapping values are not allowed here",
                "''|line 1: the file must be a mapping of tls_server_config, http_server_config, basic_auth_users, rate_limit",
                "[]|line 1: the file must be a mapping of tls_server_config, http_server_config, basic_auth_users, rate_limit",
                "'{[]: 1}'|line 1: a key that is no text is unknown; known here: tls_server_config, http_server_config, basic_auth_users, rate_limit",
                "tls: {}|line 1: tls is unknown; known here: tls_server_config, http_server_config, basic_auth_users, rate_limit",
                "'basic_auth_users: {}'|tls_server_config must be there with cert_file and key_file, got none",
                "'tls_server_config: {}'|tls_server_config must be there with cert_file and key_file, got none",
                "'tls_server_config: {cert_file: a}'|tls_server_config must have key_file, got none",
                "'tls_server_config: {key_file: a}'|tls_server_config must have cert_file, got none",
                "'tls_server_config: {client_ca_file: a}'|tls_server_config must have cert_file, got none",
                "tls_server_config: no|line 1: tls_server_config must be a mapping of cert_file, key_file, client_ca_file, client_auth_type, client_allowed_sans, min_version, max_version, cipher_suites, prefer_server_cipher_suites, curve_preferences, cert, key, client_ca"
            })
    void refusesAFileByItsRule(String text, String message) throws IOException {
        assertThat(refusal(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cert_fil: a|line 4: tls_server_config.cert_fil is unknown; known here: cert_file, ",
                "cert_file: a|line 4: tls_server_config.cert_file must stand once",
                "'min_version: [a]'|line 4: tls_server_config.min_version must be a text",
                "min_version: TLS10|line 4: tls_server_config.min_version must be TLS12 or TLS13, got TLS10",
                "'min_version: TLS13\n  max_version: TLS12'|line 4: tls_server_config.min_version must not be above max_version, got TLS13",
                "client_auth_type: Never|line 4: tls_server_config.client_auth_type must be one of NoClientCert, RequestClientCert, ",
                "client_ca_file: known.crt|line 4: tls_server_config.client_ca_file must come with a client_auth_type that asks for certificates",
                "'client_allowed_sans: [a]'|line 4: tls_server_config.client_allowed_sans must come with client_auth_type RequireAndVerifyClientCert or RequireAnyClientCert",
                "client_allowed_sans: a|line 4: tls_server_config.client_allowed_sans must be a list",
                "'cipher_suites: [TLS_NONE]'|line 4: tls_server_config.cipher_suites must name cipher suites that this Java has, got TLS_NONE",
                "prefer_server_cipher_suites: maybe|line 4: tls_server_config.prefer_server_cipher_suites must be true or false, got maybe",
                "'curve_preferences: [X25519]'|line 4: tls_server_config.curve_preferences must be left out: Java has no such setting for a server",
                "cert: a|line 4: tls_server_config.cert must be left out where cert_file is given",
                "'client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: none'|line 5: tls_server_config.client_ca_file none must be a file that is there",
                "'client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: known.key'|line 5: tls_server_config.client_ca_file known.key must hold certificates in PEM (BEGIN CERTIFICATE), got none"
            })
    void refusesASettingByItsRule(String setting, String message) throws IOException {
        assertThat(refusal(PAIR + "  " + setting + "\n")).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none|line 3: tls_server_config.key_file none must be a file that is there",
                "server.crt|line 3: tls_server_config.key_file server.crt must hold a key in PEM (BEGIN PRIVATE KEY), got none",
                "known.key|line 3: tls_server_config.key_file must be the key of the certificate, got another",
                "rsa.key|line 3: tls_server_config.key_file must be the key of the certificate, got another",
                ".|line 3: tls_server_config.key_file . cannot be read: Is a directory"
            })
    void refusesAKeyByItsRule(String key, String message) throws IOException {
        assertThat(refusal(PAIR.replace("server.key", key)).replace(dir.toString(), ""))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void saysHowToConvertAKeyOfAnotherForm(String label) throws IOException {
        Files.writeString(
                dir.resolve("old.key"),
                "-----BEGIN " + label + "-----\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END " + label + "-----\n");

        assertThat(refusal(PAIR.replace("server.key", "old.key")))
                .isEqualTo("line 3: tls_server_config.key_file old.key must hold a key in PKCS#8 that is not encrypted"
                        + " (BEGIN PRIVATE KEY), got BEGIN " + label
                        + "; this converts it: openssl pkey -in OLD -out NEW");
    }

    @Test
    void refusesPemThatCannotBeRead() throws IOException {
        Files.writeString(dir.resolve("x.key"), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----");
        Files.writeString(dir.resolve("y.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        Files.writeString(dir.resolve("z.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(refusal(PAIR.replace("server.key", "x.key"))).endsWith("got what is no base64");
        assertThat(refusal(PAIR.replace("server.key", "y.key")))
                .endsWith("must hold a key of RSA, EC or EdDSA in PKCS#8, got another");
        assertThat(refusal(PAIR.replace("server.crt", "z.crt"))).endsWith("that can be read, got one that cannot");
        assertThat(refusal(PAIR.replace("server.crt", "binary"))).endsWith("binary must be text in UTF-8");
        assertThat(refusal("a: \u0001")).isEqualTo("the file must be YAML of printable characters");
        assertThatThrownBy(() -> new WebTls(dir.resolve("none.yml")))
                .isInstanceOf(WebConfigException.class)
                .hasMessage(dir.resolve("none.yml") + " must be a file that is there");
    }
}

package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.http.gate.GateLimits;

class PageGuardTest {
    private final List<String> refused = new CopyOnWriteArrayList<>();

    private static final class EmptyPage implements MetricsPage {
        @Override
        public String contentType(Optional<String> accept) {
            return "text/plain";
        }

        @Override
        public void write(Optional<String> accept, List<String> names, OutputStream to) throws IOException {
            to.write('\n');
        }
    }

    private String ask(String listen, String path, String headers) throws IOException {
        ListenAddress address = new ListenAddress(listen, 0);
        try (ThermogradServer server = new ThermogradServer(
                Endpoint.of(address),
                List.of(
                        new LandingRoutes("1", "/metrics"),
                        new HealthRoutes(Optional::empty, () -> true),
                        new MetricsRoutes(new EmptyPage()),
                        new CollapseRoutes(List::of)),
                GateLimits.withDefaults(),
                new KnownHosts(List.of(address), Set.of("Exporter.Example")),
                (why, where) -> refused.add(why.id() + " " + where))) {
            server.start();
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.address().port())) {
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers.replace("|", "\r\n")
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/-/healthy", "/-/ready"})
    void scrapesAndHealthAnswerForAnyHost(String path) throws IOException {
        assertThat(ask("127.0.0.1", path, "Host: evil.example:9877|Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void pagesAnswerForThisHostOnly() throws IOException {
        assertThat(ask("127.0.0.1", "/", "Host: evil.example:9877"))
                .startsWith("HTTP/1.1 421 ")
                .endsWith(
                        "Host must be a name or address of loopback, or one of --web-host, got \"evil.example:9877\"\n");
        assertThat(refused).containsExactly("foreign_page /");
        assertThat(ask("127.0.0.1", "/api/v1/collapses", "Host: evil.example"))
                .startsWith("HTTP/1.1 421 ")
                .contains("Content-Type: application/json\r\n")
                .endsWith("got \\\"evil.example\\\"\"}");
        assertThat(ask("127.0.0.1", "/", "Host: exporter.example")).startsWith("HTTP/1.1 200 ");
        assertThat(ask("127.0.0.1", "/", "Host: localhost:1")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whereAnybodyMayReadAnyHostWillDo() throws IOException {
        assertThat(ask("0.0.0.0", "/", "Host: gpu-17.example:9877|Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe, 403",
        "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: no-cors|Sec-Fetch-Dest: document, 403",
        "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document, 200",
        "Sec-Fetch-Site: same-origin, 200",
        "Sec-Fetch-Site: none, 200"
    })
    void otherSitesMayLinkHereAndNoMore(String headers, int status) throws IOException {
        assertThat(ask("127.0.0.1", "/", "Host: localhost|" + headers)).startsWith("HTTP/1.1 " + status + " ");
        assertThat(refused).hasSize(status == 403 ? 1 : 0);
    }

    @Test
    void everyAnswerTellsABrowserWhatItMayDo() throws IOException {
        for (String path : List.of("/", "/metrics", "/-/healthy", "/nope")) {
            assertThat(ask("127.0.0.1", path, "Host: localhost"))
                    .contains(
                            "X-Content-Type-Options: nosniff\r\n",
                            "X-Frame-Options: DENY\r\n",
                            "Referrer-Policy: no-referrer\r\n",
                            "Cross-Origin-Resource-Policy: same-origin\r\n",
                            "Content-Security-Policy: default-src 'none';",
                            "frame-ancestors 'none'");
        }
    }
}

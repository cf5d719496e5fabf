package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThermogradServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private final ThermogradServer server = server(new ListenAddress("127.0.0.1", 0));

    /** Says back what it was asked for, and a lot more. */
    private static final class EchoPage implements MetricsPage {
        @Override
        public String contentType(Optional<String> accept) {
            return "text/plain; version=0.0.4; charset=utf-8";
        }

        @Override
        public void write(Optional<String> accept, List<String> names, OutputStream to) throws IOException {
            if (names.contains("broken")) {
                throw new IllegalStateException("secret inside");
            }
            String page = "accept " + accept.orElse("-") + "\nnames " + names + "\n" + "filler\n".repeat(1000);
            to.write(page.getBytes(StandardCharsets.UTF_8));
        }
    }

    private ThermogradServer server(ListenAddress address) {
        return new ThermogradServer(
                address,
                List.of(
                        new LandingRoutes("1<2", "/metrics"),
                        new HealthRoutes(() -> Optional.ofNullable(trouble.get()), ready::get),
                        new MetricsRoutes(new EchoPage())));
    }

    @BeforeEach
    void start() throws ListenException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
                .timeout(LIMIT);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void givesThePageItsAcceptHeaderAndNames() throws Exception {
        HttpResponse<byte[]> response = send(request("/metrics?name%5B%5D=a_b&name[]=c".replace("[]", "%5B%5D"))
                .header("Accept", "x/y"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(header(response, "Content-Encoding")).isEmpty();
        assertThat(header(response, "Server")).isEmpty();
        assertThat(text(response)).startsWith("accept x/y\nnames [a_b, c]\n");
    }

    @Test
    void zipsWhereItIsAskedTo() throws Exception {
        HttpResponse<byte[]> response = send(request("/metrics").header("Accept-Encoding", "gzip"));

        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(response.body()).hasSizeLessThan(1000);
        byte[] page = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(new String(page, StandardCharsets.UTF_8)).startsWith("accept -\nnames []\nfiller\n");
    }

    @ParameterizedTest
    @CsvSource({"/metrics,200", "/,200", "/-/healthy,200", "/-/ready,503", "/nope,404"})
    void answersHeadLikeGetWithoutABody(String path, int status) throws Exception {
        HttpResponse<byte[]> head = send(request(path).method("HEAD", BodyPublishers.noBody()));
        HttpResponse<byte[]> get = send(request(path));

        assertThat(head.statusCode()).isEqualTo(status).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Type")).isEqualTo(header(get, "Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void refusesAnotherMethodAndNamesThoseAllowed(String method) throws Exception {
        for (String path : List.of("/metrics", "/", "/-/healthy", "/-/ready")) {
            HttpResponse<byte[]> response = send(request(path).method(method, BodyPublishers.ofString("x")));

            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(header(response, "Allow").split(", ", -1)).containsExactlyInAnyOrder("GET", "HEAD");
            assertThat(text(response)).startsWith(method + " is not allowed here; allowed: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/metrics/x", "/-/", "/Metrics"})
    void knowsNoOtherPath(String path) throws Exception {
        HttpResponse<byte[]> response = send(request(path));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).isEqualTo("no such path: " + path + "\n");
        assertThat(header(response, "Content-Type")).startsWith("text/plain");
    }

    @Test
    void isReadyFromTheFirstSampleOn() throws Exception {
        HttpResponse<byte[]> before = send(request("/-/ready"));
        ready.set(true);
        HttpResponse<byte[]> after = send(request("/-/ready"));

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(text(before)).isEqualTo("Thermograd is not ready yet.\n");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(text(send(request("/-/healthy")))).isEqualTo("Thermograd is healthy.\n");
    }

    @Test
    void isNotHealthyWhereSomethingNoLongerWorks() throws Exception {
        trouble.set("nothing is recorded any more");

        HttpResponse<byte[]> answer = send(request("/-/healthy"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(answer)).isEqualTo("Thermograd is not healthy: nothing is recorded any more.\n");
    }

    @Test
    void hasALandingPageWithLinksThatWork() throws Exception {
        HttpResponse<byte[]> response = send(request("/"));

        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(text(response)).contains("version 1&lt;2.", "href=\"metrics\"", "href=\"-/ready\"");
    }

    @Test
    void saysNothingOfTheInsideWhenItFails() throws Exception {
        HttpResponse<byte[]> response = send(request("/metrics?name%5B%5D=broken"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("internal error\n");
    }

    @Test
    void saysWhichAddressIsInUse() {
        ListenAddress taken = server.address();
        try (ThermogradServer second = server(taken)) {
            assertThatExceptionOfType(ListenException.class)
                    .isThrownBy(second::start)
                    .withMessage("cannot listen on " + taken + ": Address already in use")
                    .satisfies(e -> assertThat(e.address()).isEqualTo(taken.toString()));
        }
    }

    @Test
    void saysWhichAddressIsNoneOfThisMachine() {
        try (ThermogradServer elsewhere = server(new ListenAddress("192.0.2.1", 9877))) {
            assertThatExceptionOfType(ListenException.class)
                    .isThrownBy(elsewhere::start)
                    .withMessageStartingWith("cannot listen on 192.0.2.1:9877: ");
        }
    }
}

package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayRoutesTest {
    private final FakeControl control = new FakeControl();
    private final ThermogradServer server =
            new ThermogradServer(new ListenAddress("127.0.0.1", 0), List.of(new ReplayRoutes(control)));

    /** Remembers what it was told. */
    private static final class FakeControl implements ReplayControl {
        private volatile Stage stage = Stage.PLAYING;

        @Override
        public void pause() {
            stage = Stage.PAUSED;
        }

        @Override
        public void resume() {
            stage = Stage.PLAYING;
        }

        @Override
        public State state() {
            return new State(stage, 10, Instant.parse("2026-11-22T10:36:00.5Z"), 0.25, 3);
        }
    }

    @BeforeEach
    void start() throws ListenException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void saysHowItGoes() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/v1/replay");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"state\":\"playing\",\"speed\":10.0,\"position\":\"2026-11-22T10:36:00.500Z\","
                        + "\"progress\":0.25,\"pass\":3}");
    }

    @Test
    void pausesAndResumes() throws Exception {
        assertThat(send("POST", "/api/v1/replay/pause").body()).startsWith("{\"state\":\"paused\"");
        assertThat(send("GET", "/api/v1/replay").body()).startsWith("{\"state\":\"paused\"");
        assertThat(send("POST", "/api/v1/replay/resume").body()).startsWith("{\"state\":\"playing\"");
    }

    @Test
    void onlyProgramsOnThisHostMayPause() throws Exception {
        for (String path : List.of("/api/v1/replay/pause", "/api/v1/replay/resume")) {
            HttpResponse<String> page = send("POST", path, "Origin", "http://example.org");
            HttpResponse<String> proxy = send("POST", path, "X-Forwarded-For", "192.0.2.1");

            assertThat(List.of(page.statusCode(), proxy.statusCode())).containsOnly(403);
            assertThat(page.body())
                    .isEqualTo("{\"error\":\"a replay is paused and resumed by programs on this host only;"
                            + " a page in a browser sent this, as Origin says\"}");
        }
        assertThat(control.state().stage()).isEqualTo(ReplayControl.Stage.PLAYING);
        assertThat(send("GET", "/api/v1/replay/pause").statusCode()).isEqualTo(405);
    }
}

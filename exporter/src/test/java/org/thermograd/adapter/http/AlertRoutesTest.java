package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRoutesTest {
    private final Queue<ReceivedAlert> received = new ConcurrentLinkedQueue<>();
    private final ThermogradServer server =
            new ThermogradServer(new ListenAddress("127.0.0.1", 0), List.of(new AlertRoutes(received::add)));

    @BeforeEach
    void start() throws ListenException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + server.address() + "/alerts"))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void takesEachAlertOfANotification() throws Exception {
        int status = post("{\"version\":\"4\",\"status\":\"firing\",\"alerts\":["
                + "{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\",\"run\":\"luna\"},\"annotations\":{\"summary\":\"s\"}},"
                + "{\"status\":\"resolved\",\"labels\":{\"alertname\":\"B\"},\"annotations\":{}}]}");

        assertThat(status).isEqualTo(200);
        assertThat(received)
                .containsExactly(
                        new ReceivedAlert(
                                ReceivedAlert.Status.FIRING,
                                new TreeMap<>(Map.of("alertname", "A", "run", "luna")),
                                new TreeMap<>(Map.of("summary", "s"))),
                        new ReceivedAlert(
                                ReceivedAlert.Status.RESOLVED,
                                new TreeMap<>(Map.of("alertname", "B")),
                                new TreeMap<>()));
        assertThat(received).extracting(ReceivedAlert::name).containsExactly("A", "B");
    }

    @ParameterizedTest
    @CsvSource({"nothing", "{}", "{\"alerts\":1}"})
    void refusesWhatIsNoNotification(String body) throws Exception {
        assertThat(post(body)).isEqualTo(400);
        assertThat(received).isEmpty();
    }
}

package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollapseRoutesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String OPEN = "{\"device\":\"gpu0\",\"uuid\":\"GPU-0\",\"kind\":\"confirmed\","
            + "\"reason\":\"hw_thermal\",\"onset\":\"2026-11-22T12:00:00Z\",\"peak_temperature_celsius\":91.0,"
            + "\"clock_ratio\":0.5,\"energy_joules\":1234.5}";
    private static final String ENDED = "{\"device\":\"cpu\",\"kind\":\"inferred\",\"reason\":\"efficiency\","
            + "\"onset\":\"2026-11-22T11:50:00Z\",\"end\":\"2026-11-22T11:51:00Z\"}";

    private final ThermogradServer server = new ThermogradServer(
            new ListenAddress("127.0.0.1", 0),
            List.of(new CollapseRoutes(() -> List.of(
                    new ListedCollapse(
                            "gpu0",
                            Optional.of("GPU-0"),
                            "confirmed",
                            "hw_thermal",
                            NOON,
                            Optional.empty(),
                            OptionalDouble.of(91),
                            OptionalDouble.of(0.5),
                            OptionalDouble.of(1234.5)),
                    new ListedCollapse(
                            "cpu",
                            Optional.empty(),
                            "inferred",
                            "efficiency",
                            NOON.minusSeconds(600),
                            Optional.of(NOON.minusSeconds(540)),
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.empty())))));

    @BeforeEach
    void start() throws ListenException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + server.address() + "/api/v1/collapses" + query))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void listsCollapsesWithWhatIsKnownOfThem() throws Exception {
        HttpResponse<String> answer = get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"collapses\":[" + OPEN + "," + ENDED + "]}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "?device=gpu0, true, false",
        "?device=GPU-0, true, false",
        "?device=cpu, false, true",
        "?device=gpu1, false, false",
        "?since=2026-11-22T11:51:00Z, true, true",
        "?since=2026-11-22T11:51:00.001Z, true, false",
        "?since=1795348260, true, true",
        "?since=1795348260.5, true, false",
        "?since=2030-01-01T00:00:00Z&device=cpu, false, false"
    })
    void keepsThoseThatAreAskedFor(String query, boolean open, boolean ended) throws Exception {
        String body = get(query).body();

        assertThat(body.contains(OPEN)).isEqualTo(open);
        assertThat(body.contains(ENDED)).isEqualTo(ended);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?since=noon|{\"error\":\"must be a time as RFC 3339 or seconds since 1970\",\"field\":\"since\",\"value\":\"noon\"}",
                "?reason=a|{\"error\":\"parameter must be device or since\",\"field\":\"query\",\"value\":\"reason\"}"
            })
    void namesWhatIsWrong(String query, String error) throws Exception {
        HttpResponse<String> answer = get(query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(error + "\n");
    }
}

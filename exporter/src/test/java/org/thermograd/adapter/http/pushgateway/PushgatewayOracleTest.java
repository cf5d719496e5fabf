package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.PushgatewayServer;

/** The same requests to a real Pushgateway and to ours: the same answers, and the same page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushgatewayOracleTest {
    private PushgatewayServer theirs;
    private GatewayServer ours;

    @BeforeAll
    void start() {
        theirs = PushgatewayServer.start();
        ours = GatewayServer.withDefaults();
    }

    @AfterAll
    void stop() {
        if (ours != null) {
            ours.close();
            theirs.close();
        }
    }

    @BeforeEach
    void wipe() {
        ours.send(HttpRequest.newBuilder(theirs.url().resolve("/api/v1/admin/wipe"))
                .PUT(BodyPublishers.noBody())
                .build());
        ours.wipe();
    }

    static List<ProtocolCase> cases() {
        return ProtocolCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsAPushgateway(ProtocolCase requests) {
        assertThat(exchange(requests, ours.url(), PushgatewayRoutes.PAGE))
                .isEqualTo(exchange(requests, theirs.url(), "/metrics"));
    }

    /** Returns the status of each answer, and in the end the page. */
    private List<String> exchange(ProtocolCase requests, URI server, String page) {
        List<String> seen = new ArrayList<>();
        for (ProtocolCase.Step step : requests.steps()) {
            HttpResponse<String> answer = ours.send(step.to(server));
            String allow = answer.headers().firstValue("Allow").orElse("");
            seen.add(answer.statusCode() + " " + allow + (answer.statusCode() < 300 ? answer.body() : ""));
        }
        HttpResponse<String> answer =
                ours.send(HttpRequest.newBuilder(server.resolve(page)).GET().build());
        assertThat(answer.statusCode()).isEqualTo(200);
        seen.addAll(families(answer.body()));
        return seen;
    }

    @Test
    void listsGroupsAsAPushgateway() throws IOException {
        String body = """
                # HELP c Help.
                # TYPE c counter
                c{x="1"} 1e6
                c{x="2"} NaN
                # TYPE h histogram
                h_bucket{x="1",le="0.5"} 1
                h_sum{x="1"} 1.5
                h_count{x="1"} 2
                # TYPE s summary
                s{quantile="0.5"} 1
                s_sum 2
                s_count 3
                u -2.5
                """;
        ProtocolCase requests =
                ProtocolCase.of("all types").put("/a/x@base64/YS9i", body).post("/b", "m 1 1000\n");
        exchange(requests, ours.url(), PushgatewayRoutes.PAGE);
        exchange(requests, theirs.url(), "/metrics");

        assertThat(api(ours.url())).isEqualTo(api(theirs.url()));
    }

    /** Returns the groups, sorted, without moments and without what each says of its own times. */
    private Set<JsonNode> api(URI server) throws IOException {
        JsonNode answer = new ObjectMapper()
                .readTree(ours.send(HttpRequest.newBuilder(server.resolve("/api/v1/metrics"))
                                .GET()
                                .build())
                        .body());
        assertThat(answer.get("status").asText()).isEqualTo("success");
        Set<JsonNode> groups = new HashSet<>();
        for (JsonNode group : answer.get("data")) {
            group.findParents("time_stamp").forEach(family -> {
                ((ObjectNode) family).remove("time_stamp");
                // A Pushgateway lists buckets as they were pushed, without the one of all.
                family.findValues("buckets").forEach(buckets -> ((ObjectNode) buckets).remove("+Inf"));
            });
            for (String time : List.of("push_time_seconds", "push_failure_time_seconds")) {
                assertThat(group.get(time).get("metrics").get(0).get("labels").has("job"))
                        .isTrue();
                ((ObjectNode) group).remove(time);
            }
            groups.add(group);
        }
        return groups;
    }

    /** Returns all that groups have, sorted; of push times only whether there is one. */
    private static List<String> families(String page) {
        SortedMap<String, List<String>> families = new TreeMap<>();
        List<String> current = new ArrayList<>();
        for (String line : page.lines().toList()) {
            if (line.startsWith("# HELP")) {
                continue;
            }
            if (line.startsWith("# TYPE")) {
                current = new ArrayList<>();
                families.put(line, current);
            } else if (line.contains("job=\"")) {
                int value = line.lastIndexOf(' ') + 1;
                String labels = sorted(line.substring(0, value));
                boolean time = line.startsWith("push_") && line.contains("_seconds");
                current.add(labels + (time ? !line.endsWith(" 0") : line.substring(value)));
            }
        }
        List<String> all = new ArrayList<>();
        families.forEach((type, series) -> {
            if (!series.isEmpty()) {
                all.add(type);
                all.addAll(series.stream().sorted().toList());
            }
        });
        return all;
    }

    private static String sorted(String series) {
        int brace = series.indexOf('{');
        SortedMap<String, String> labels = LabelText.labels(series.substring(brace + 1, series.lastIndexOf('}')));
        return series.substring(0, brace) + labels + " ";
    }
}

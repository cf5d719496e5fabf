package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Grafana asks of a Prometheus for a dashboard, at fixed times. Thread-safe.
 *
 * @param url the server
 * @param from the beginning of the time range
 * @param to its end, and the time of instant queries
 */
record PromQl(URI url, Instant from, Instant to) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().proxy(ProxySelector.of(null)).build();

    /** One series of an answer. */
    record Series(SortedMap<String, String> labels, List<Point> points) {}

    /** One sample. */
    record Point(long epochMillis, double value) {}

    /** Thrown where the server refuses a query. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Returns the series at the end of the range. */
    List<Series> instant(String expr) throws RefusedException {
        return series(get("query", Map.of("query", expr, "time", to.toString())));
    }

    /** Returns the series over the range, as samples with a fixed step. */
    List<Series> range(String expr, Duration step) throws RefusedException {
        return series(get(
                "query_range",
                Map.of(
                        "query",
                        expr,
                        "start",
                        from.toString(),
                        "end",
                        to.toString(),
                        "step",
                        Long.toString(step.toSeconds()))));
    }

    /** Returns the values of a label of the series that match in the range. */
    List<String> labelValues(String label, String match) throws RefusedException {
        List<String> values = new ArrayList<>();
        get("label/" + label + "/values", Map.of("match[]", match, "start", from.toString(), "end", to.toString()))
                .forEach(value -> values.add(value.asText()));
        return values;
    }

    private JsonNode get(String path, Map<String, String> parameters) throws RefusedException {
        String query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path + "?" + query))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode answer = MAPPER.readTree(response.body());
            if (!answer.path("status").asText().equals("success")) {
                throw new RefusedException(answer.path("error").asText());
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new AssertionError(path + " " + parameters, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static List<Series> series(JsonNode data) {
        List<Series> all = new ArrayList<>();
        for (JsonNode one : data.path("result")) {
            SortedMap<String, String> labels = new TreeMap<>();
            one.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            List<Point> points = new ArrayList<>();
            (one.has("values") ? one.path("values") : MAPPER.createArrayNode().add(one.path("value")))
                    .forEach(point -> points.add(point(point)));
            all.add(new Series(labels, List.copyOf(points)));
        }
        return all;
    }

    private static Point point(JsonNode pair) {
        String text = pair.path(1).asText();
        double value = switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
        return new Point(Math.round(pair.path(0).asDouble() * 1000), value);
    }
}

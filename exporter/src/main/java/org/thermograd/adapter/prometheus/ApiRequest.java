package org.thermograd.adapter.prometheus;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One question to the API. Confined to one thread. */
final class ApiRequest {
    private final String path;
    private final String query;
    private final List<String> parameters = new ArrayList<>();

    private ApiRequest(String path, String query) {
        this.path = path;
        this.query = query;
        // VictoriaMetrics then neither caches nor hides the newest samples; others ignore it.
        with("nocache", "1");
    }

    /** Returns the instant query at a whole second since 1970 UTC. */
    static ApiRequest instantQuery(String promql, long epochSecond) {
        return new ApiRequest("/api/v1/query", promql).with("query", promql).with("time", Long.toString(epochSecond));
    }

    /** Returns a question whose subject is its path. */
    static ApiRequest of(String path) {
        return new ApiRequest(path, path);
    }

    @CanIgnoreReturnValue
    ApiRequest with(String name, String value) {
        parameters.add(encoded(name) + '=' + encoded(value));
        return this;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns what is asked: PromQL, or the path. */
    String query() {
        return query;
    }

    URI at(URI base) {
        return URI.create(base + path + parameters.stream().collect(Collectors.joining("&", "?", "")));
    }
}

package org.thermograd.adapter.http.pushgateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests to a server that holds nothing, one after another.
 *
 * @param name what they show
 * @param steps the requests
 */
record ProtocolCase(String name, List<Step> steps) {
    /**
     * One request.
     *
     * @param method its method
     * @param path its path
     * @param body its body
     * @param headers pairs of header and value
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    record Step(String method, String path, byte[] body, List<String> headers) {
        HttpRequest to(URI server) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                    .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            return (headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new))).build();
        }
    }

    static ProtocolCase of(String name) {
        return new ProtocolCase(name, List.of());
    }

    ProtocolCase and(String method, String path, byte[] body, String... headers) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(method, path, body, List.of(headers)));
        return new ProtocolCase(name, List.copyOf(more));
    }

    ProtocolCase put(String group, String body, String... headers) {
        return and("PUT", "/metrics/job" + group, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    ProtocolCase post(String group, String body, String... headers) {
        return and("POST", "/metrics/job" + group, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    ProtocolCase delete(String group) {
        return and("DELETE", "/metrics/job" + group, new byte[0]);
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.thermograd.adapter.http.web;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part {@code http_server_config} of a web configuration file. Immutable.
 *
 * @param http2 whether the file asks for HTTP/2; absent where it says nothing
 * @param headers headers of every answer, by name
 */
public record HttpSettings(Optional<Boolean> http2, Map<String, String> headers) {
    /** It says nothing. */
    static final HttpSettings NONE = new HttpSettings(Optional.empty(), Map.of());

    static final List<String> KEYS = List.of("http2", "headers");

    /** What may be set, with the values it may have; any where there are none. */
    private static final Map<String, List<String>> HEADERS = known();

    private static final String PRINTABLE = "[\\x20-\\x7E]+";

    /** Copies the headers. */
    public HttpSettings {
        requireNonNull(http2, "http2");
        headers = Map.copyOf(headers);
    }

    private static Map<String, List<String>> known() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", List.of());
        headers.put("X-Frame-Options", List.of("deny", "sameorigin"));
        headers.put("X-Content-Type-Options", List.of("nosniff"));
        headers.put("X-XSS-Protection", List.of());
        headers.put("Strict-Transport-Security", List.of());
        return headers;
    }

    static HttpSettings of(Section section) throws WebConfigException {
        Map<String, String> given = new LinkedHashMap<>();
        Optional<Section> all = section.section("headers", new ArrayList<>(HEADERS.keySet()));
        if (all.isPresent()) {
            for (Map.Entry<String, List<String>> header : HEADERS.entrySet()) {
                Optional<Entry> entry = all.get().text(header.getKey());
                if (entry.isPresent()) {
                    given.put(header.getKey(), value(entry.get(), header.getValue()));
                }
            }
        }
        return new HttpSettings(section.flag("http2"), given);
    }

    private static String value(Entry entry, List<String> allowed) throws WebConfigException {
        if (!allowed.isEmpty() && !allowed.contains(entry.value())) {
            throw entry.refusedWithValue("must be " + String.join(" or ", allowed));
        }
        if (!entry.value().matches(PRINTABLE)) {
            throw entry.refused("must be printable ASCII on one line");
        }
        return entry.value();
    }
}

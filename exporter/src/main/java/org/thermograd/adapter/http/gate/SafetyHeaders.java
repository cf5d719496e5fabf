package org.thermograd.adapter.http.gate;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;

/** What every answer tells a browser: to take it for what it says it is, and to let no other site use or frame it. */
final class SafetyHeaders {
    /** Reports have their style and script within the page. */
    private static final String CONTENT = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<HttpField> ALL = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
            new PreEncodedHttpField("Content-Security-Policy", CONTENT));

    private final Supplier<Map<String, String>> more;

    /**
     * Sets what is added.
     *
     * @param more asked at each answer for others by name, which go before these
     */
    SafetyHeaders(Supplier<Map<String, String>> more) {
        this.more = more;
    }

    void addTo(Response response) {
        ALL.forEach(response.getHeaders()::add);
        more.get().forEach(response.getHeaders()::put);
    }
}

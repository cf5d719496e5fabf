package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.http.web.WebFile;

/**
 * Where a server answers, and how.
 *
 * @param addresses where it listens, at least one
 * @param web its TLS, headers and users; absent for none of these
 * @param metricsPath where its metrics are
 */
public record Endpoint(List<ListenAddress> addresses, Optional<WebFile> web, String metricsPath) {
    /** Where metrics are unless something else is said. */
    public static final String METRICS = "/metrics";

    /** Copies the list. */
    public Endpoint {
        addresses = List.copyOf(addresses);
        requireNonNull(web, "web");
        requireNonNull(metricsPath, "metricsPath");
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses must be at least one, got none");
        }
    }

    /** Returns one of plain HTTP. */
    public static Endpoint of(ListenAddress address) {
        return new Endpoint(List.of(address), Optional.empty(), METRICS);
    }

    /** Tells whether it speaks TLS. */
    boolean isTls() {
        return web.flatMap(file -> file.current().tls()).isPresent();
    }
}

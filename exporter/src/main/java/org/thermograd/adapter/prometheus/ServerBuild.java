package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the server says it is, for messages and reports.
 *
 * @param application its name; {@code Prometheus} where it says nothing else, as Thanos does
 * @param version its version, if it tells
 */
public record ServerBuild(String application, Optional<String> version) {
    public ServerBuild {
        requireNonNull(application, "application");
        requireNonNull(version, "version");
    }

    /** Returns name and version, such as {@code Prometheus 2.42.0}. */
    @Override
    public String toString() {
        return application + version.map(text -> " " + text).orElse("");
    }
}

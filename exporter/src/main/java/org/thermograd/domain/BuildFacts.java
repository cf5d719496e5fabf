package org.thermograd.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What this build is, and what it runs on.
 *
 * @param version its version
 * @param revision the commit it was built from; empty where the build was not told
 * @param javaVersion the Java it runs on
 */
public record BuildFacts(String version, Optional<String> revision, String javaVersion) {
    /** Makes the facts. */
    public BuildFacts {
        requireNonNull(version, "version");
        requireNonNull(revision, "revision");
        requireNonNull(javaVersion, "javaVersion");
    }
}

package org.thermograd.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.thermograd.domain.BuildFacts;

/** What this build is. */
public final class Build {
    private Build() {}

    public static BuildFacts facts() {
        String version = Optional.ofNullable(Build.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
        return new BuildFacts(version, revision(), Runtime.version().toString());
    }

    /** Returns the commit that the build was told; none where it was told none. */
    private static Optional<String> revision() {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("/thermograd-build.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(properties.getProperty("revision")).filter(revision -> !revision.isBlank());
    }
}

package org.thermograd.adapter.http.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.thermograd.testing.Fuzz;

/** Fuzzes the web configuration. */
public final class WebConfigFuzz {
    private static final Path FILE = file();

    private WebConfigFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("thermograd-fuzz", ".yml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        Fuzz.accepted(WebConfigException.class, () -> WebConfig.read(FILE));
    }
}

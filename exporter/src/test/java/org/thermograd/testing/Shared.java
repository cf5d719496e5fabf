package org.thermograd.testing;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of golden vectors and real recordings that lies beside the checkout. It is not part of the project; the
 * tests that read it are skipped, loudly, where it is absent. {@code -Dthermograd.shared=DIR} names another place.
 */
public final class Shared {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Shared() {}

    /** Returns the root of the checkout. */
    public static Path root() {
        return Path.of(System.getProperty("thermograd.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** Returns a file or folder below the shared folder, or skips the calling test where there is none. */
    public static Path path(String relative) {
        String configured = System.getProperty("thermograd.shared");
        Path shared = configured == null ? root().resolveSibling("shared") : Path.of(configured);
        Path file = shared.resolve(relative);
        if (!Files.exists(file)) {
            System.err.println("SKIPPED: " + relative + " is not below " + shared + " (set -Dthermograd.shared=DIR)");
            Assumptions.abort("no " + relative + " below " + shared);
        }
        return file;
    }

    /** Reads a golden file, or skips the calling test where there is none. */
    public static JsonNode golden(String name) {
        return json(path("golden/" + name));
    }

    /** Reads any JSON file. */
    public static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

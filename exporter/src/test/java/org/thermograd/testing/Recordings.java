package org.thermograd.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Recordings of other people's machines, and vector 13, which is computed from them. They are not part of the project:
 * the tests that read them are skipped, loudly, where they are absent. They lie in {@code shared} beside the checkout,
 * or in the folder that {@code -Dthermograd.recordings=DIR} names.
 */
public final class Recordings {
    private Recordings() {}

    /** Returns a recorded session, or a file of one, or skips the calling test where there is none. */
    public static Path path(String session) {
        return below("sessions/" + session);
    }

    /** Reads vector 13, or skips the calling test where there is none. */
    public static JsonNode vector() {
        return JsonFile.read(below("golden/13_recorded_sessions.json"));
    }

    private static Path below(String relative) {
        String configured = System.getProperty("thermograd.recordings");
        Path folder = configured == null ? Checkout.root().resolveSibling("shared") : Path.of(configured);
        Path file = folder.resolve(relative);
        if (!Files.exists(file)) {
            System.err.println(
                    "SKIPPED: " + relative + " is not below " + folder + " (set -Dthermograd.recordings=DIR)");
            Assumptions.abort("no recordings: no " + relative + " below " + folder);
        }
        return file;
    }
}

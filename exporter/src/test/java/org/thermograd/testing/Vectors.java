package org.thermograd.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** The vectors in {@code src/test/vectors}: inputs and the answers of a reference in Python. No test skips for them. */
public final class Vectors {
    private Vectors() {}

    /** Returns their folder. */
    public static Path folder() {
        return Checkout.root().resolve("exporter/src/test/vectors");
    }

    /** Reads one; fails where it is absent. */
    public static JsonNode read(String name) {
        return JsonFile.read(folder().resolve(name));
    }
}

package org.thermograd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of expected output in {@code src/test/resources/golden}; {@code -Dgolden.update=true} rewrites them. The answers
 * of the reference are {@link Vectors}.
 */
public final class Golden {
    private Golden() {}

    /** Compares a text with a golden file, or rewrites that. */
    public static void assertSame(String file, String actual) {
        Path golden =
                Checkout.root().resolve("exporter/src/test/resources/golden").resolve(file);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, actual);
            }
            assertThat(actual)
                    .as("golden/" + file + "; rewrite it with -Dgolden.update=true")
                    .isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

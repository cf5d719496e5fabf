package org.thermograd.testing;

import java.nio.file.Path;

/** The files of this repository. */
public final class Checkout {
    private Checkout() {}

    /** Returns the root of the checkout. */
    public static Path root() {
        return Path.of(System.getProperty("thermograd.root", ".."))
                .toAbsolutePath()
                .normalize();
    }
}

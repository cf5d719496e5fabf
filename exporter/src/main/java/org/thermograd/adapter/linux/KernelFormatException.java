package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the kernel holds what it should not. */
final class KernelFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param rule what it should hold
     * @param got what it holds there
     */
    KernelFormatException(Path path, String rule, String got) {
        super(path + ": " + rule + ", got " + got);
    }
}

package org.thermograd.app;

/** A failure of the world that ends a command with a message for its user. */
final class CommandFailedException extends Exception {
    private static final long serialVersionUID = 1;

    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

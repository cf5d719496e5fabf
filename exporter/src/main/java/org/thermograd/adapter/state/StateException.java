package org.thermograd.adapter.state;

import java.io.Serial;

/** A folder of state cannot be used; the message says which, why, and what to do. */
public final class StateException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    StateException(String message) {
        super(message);
    }

    /**
     * Tells why.
     *
     * @param message which folder, why, and what to do
     * @param cause what was thrown
     */
    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}

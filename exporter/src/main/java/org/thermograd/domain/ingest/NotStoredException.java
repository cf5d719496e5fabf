package org.thermograd.domain.ingest;

/** What was told could not be put where it survives the end of this process; nothing of it was counted. */
public final class NotStoredException extends Exception {
    /**
     * Tells why.
     *
     * @param message what failed, for people
     * @param cause why
     */
    public NotStoredException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Tells why.
     *
     * @param message what failed, for people
     */
    public NotStoredException(String message) {
        super(message);
    }
}

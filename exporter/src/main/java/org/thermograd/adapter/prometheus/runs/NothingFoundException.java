package org.thermograd.adapter.prometheus.runs;

/**
 * Prometheus answered, and holds nothing of what was asked for, or nothing that can be judged. The message says what was
 * looked for and what to check.
 */
public final class NothingFoundException extends Exception {
    private static final long serialVersionUID = 1;

    NothingFoundException(String message) {
        super(message);
    }
}

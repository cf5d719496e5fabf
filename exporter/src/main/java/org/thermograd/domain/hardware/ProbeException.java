package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

/** A probe could not read what it should have been able to read. */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1;

    private final String probe;

    /**
     * Makes the failure of a probe.
     *
     * @param probe its name
     * @param cause why
     */
    public ProbeException(String probe, Throwable cause) {
        super("probe " + requireNonNull(probe, "probe") + " failed: " + cause, cause);
        this.probe = probe;
    }

    /** Returns the name of the probe. */
    public String probe() {
        return probe;
    }
}

package org.thermograd.adapter.http;

import java.io.IOException;

/** A server could not listen where it was told to. */
public final class ListenException extends IOException {
    private static final long serialVersionUID = 1;

    private final String address;

    ListenException(ListenAddress address, String reason, Throwable cause) {
        super("cannot listen on " + address + ": " + reason, cause);
        this.address = address.toString();
    }

    /** Returns where it should have listened, as {@code HOST:PORT}. */
    public String address() {
        return address;
    }
}

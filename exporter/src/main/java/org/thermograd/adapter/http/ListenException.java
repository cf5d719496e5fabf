package org.thermograd.adapter.http;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A server could not listen where it was told to. */
public final class ListenException extends IOException {
    private static final long serialVersionUID = 1;

    private final String address;

    ListenException(List<ListenAddress> addresses, String reason, Throwable cause) {
        super("cannot listen on " + text(addresses) + ": " + reason, cause);
        this.address = text(addresses);
    }

    private static String text(List<ListenAddress> addresses) {
        return addresses.stream().map(ListenAddress::toString).collect(Collectors.joining(" and "));
    }

    /** Returns where it should have listened, as {@code HOST:PORT}. */
    public String address() {
        return address;
    }
}

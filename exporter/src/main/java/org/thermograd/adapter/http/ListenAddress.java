package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535; 0 takes a free one
 */
public record ListenAddress(String host, int port) {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\s:\\[\\]/]*)):(\\d{1,5})");
    /** Of IPv6 too where there is any: Java takes both. */
    private static final String EVERY_ADDRESS = "0.0.0.0";

    private static final int HIGHEST_PORT = 65535;

    /**
     * Makes an address.
     *
     * @throws IllegalArgumentException if {@code host} is blank or {@code port} is no port
     */
    public ListenAddress {
        requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank, got " + host);
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
    }

    /**
     * Reads {@code HOST:PORT}; an IPv6 address stands in brackets, and without a host it is every address of this machine.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static ListenAddress parse(String text) {
        Matcher matcher = HOST_AND_PORT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be HOST:PORT, such as 127.0.0.1:9877 or [::1]:9877, got " + text);
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new ListenAddress(host.isEmpty() ? EVERY_ADDRESS : host, Integer.parseInt(matcher.group(3)));
    }

    /** Returns {@code HOST:PORT}. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}

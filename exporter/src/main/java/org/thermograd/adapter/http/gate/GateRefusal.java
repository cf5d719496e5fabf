package org.thermograd.adapter.http.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a request or a connection does not reach the routes, or does not get its answer. */
public enum GateRefusal {
    /** It is no request of HTTP/1, or its path cannot be read. */
    BAD_REQUEST,
    /** Too many requests are handled at once, or their bodies are too large together. */
    TOO_MANY_REQUESTS,
    /** Its client was the slowest while others needed its place; the connection was closed. */
    CROWDED_OUT,
    /** Its header took too long; the connection was closed. */
    SLOW_HEADER,
    /** Its client took too long to read the answer; the connection was closed. */
    SLOW_READER,
    /** It asks for a host that is not this one, or a page of another site asks. */
    FOREIGN_PAGE,
    /** It must have the password of a user, and has none or a wrong one. */
    UNAUTHORIZED,
    /** Too many wrong passwords come from its address, or too many at once from anywhere. */
    CREDENTIALS_RATE,
    /** More requests come than the web configuration file allows. */
    REQUEST_RATE;

    /** Returns the value of the label {@code reason}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns every {@link #id}. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(GateRefusal::id).toList();
    }

    /** Hears of each refusal. Thread-safe; must not throw. */
    @FunctionalInterface
    public interface Observer {
        /** Hears nothing. */
        Observer NONE = (refusal, path) -> {};

        /**
         * Called once for each.
         *
         * @param refusal why
         * @param path of the request as it was sent; empty where there is none
         */
        void refused(GateRefusal refusal, String path);
    }
}

package org.thermograd.adapter.prometheus;

import java.util.List;

/**
 * What a server said, after parsing.
 *
 * @param <T> what the data is
 */
sealed interface Answer<T> {
    /**
     * The data that was asked for.
     *
     * @param warnings remarks of the server, each text once
     */
    record Success<T>(T data, List<String> warnings) implements Answer<T> {}

    /**
     * A refusal.
     *
     * @param errorType the server's word for the kind of error, "" if it gave none
     * @param error what it says, "" if nothing
     */
    record Refusal<T>(String errorType, String error) implements Answer<T> {}
}

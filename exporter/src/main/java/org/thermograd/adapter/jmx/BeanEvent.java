package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that happened, to be told at once. Immutable.
 *
 * @param type what
 * @param message one line for people
 * @param data what is known of it, by name: texts, times as in ISO 8601, and doubles; at least one
 */
public record BeanEvent(EventType type, String message, SortedMap<String, Object> data) {
    /** Copies the data. */
    public BeanEvent {
        requireNonNull(type, "type");
        requireNonNull(message, "message");
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }

    /** Makes an event. */
    public static BeanEvent of(EventType type, String message, Map<String, ?> data) {
        return new BeanEvent(type, message, new TreeMap<>(data));
    }
}

package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert that an Alertmanager sent.
 *
 * @param status whether it fires
 * @param labels its labels
 * @param annotations its annotations
 */
public record ReceivedAlert(Status status, SortedMap<String, String> labels, SortedMap<String, String> annotations) {
    /** Whether an alert fires. */
    public enum Status {
        /** It fires. */
        FIRING,
        /** It does not fire any more. */
        RESOLVED
    }

    /** Copies the maps. */
    public ReceivedAlert {
        requireNonNull(status, "status");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** Returns its name; empty where it has none. */
    public String name() {
        return labels.getOrDefault("alertname", "");
    }
}

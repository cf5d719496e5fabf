package org.thermograd.adapter.http.pushgateway;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells one group from another: its labels, {@code job} among them. A group whose {@code instance} is empty is the one
 * without that label, as their series would be the same. Immutable.
 */
final class GroupKey {
    static final String JOB = "job";
    static final String INSTANCE = "instance";

    private final SortedMap<String, String> labels;
    private final String text;

    GroupKey(Map<String, String> labels) {
        this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        this.text = seriesLabels(new TreeMap<>());
    }

    /** Returns the labels as they were in the path. */
    SortedMap<String, String> labels() {
        return labels;
    }

    String job() {
        return labels.getOrDefault(JOB, "");
    }

    /** Returns the labels of the group's own series, as {@link LabelText}. */
    String text() {
        return text;
    }

    /**
     * Returns the labels of a pushed series: those of the group go before its own, and one that would be without
     * {@code instance} has an empty one, so that a scrape adds none.
     *
     * @param own its own; changed
     */
    String seriesLabels(SortedMap<String, String> own) {
        own.putAll(labels);
        own.putIfAbsent(INSTANCE, "");
        return LabelText.of(own);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupKey key && key.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "{" + text + "}";
    }
}

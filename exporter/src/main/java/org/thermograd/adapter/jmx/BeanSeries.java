package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One series of the page of metrics, to be an attribute of a bean. Immutable.
 *
 * @param metric its name on the page, which begins with {@code thermograd_}
 * @param help one sentence for its users, not blank
 * @param unit in which its values are; absent for plain numbers
 * @param growing whether it only goes up until its source starts over
 * @param labels the labels it has
 * @param value its value; absent where it only bears labels, as an information metric
 */
public record BeanSeries(
        String metric,
        String help,
        Optional<String> unit,
        boolean growing,
        SortedMap<String, String> labels,
        OptionalDouble value) {
    /** What every name on the page begins with that belongs into a bean; what others describe, such as Java, has beans. */
    public static final String PREFIX = "thermograd_";

    /**
     * Copies the labels.
     *
     * @throws IllegalArgumentException if the name has another prefix, or the help is blank
     */
    public BeanSeries {
        requireNonNull(unit, "unit");
        requireNonNull(value, "value");
        if (!metric.startsWith(PREFIX)) {
            throw new IllegalArgumentException("metric must begin with " + PREFIX + ", got " + metric);
        }
        if (help.isBlank()) {
            throw new IllegalArgumentException("help must not be blank, got that of " + metric);
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Returns whether it says what it says in its labels. */
    boolean isInfo() {
        return value.isEmpty();
    }
}

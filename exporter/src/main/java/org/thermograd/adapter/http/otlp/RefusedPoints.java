package org.thermograd.adapter.http.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The data points that are refused, and why. Confined to one thread. */
final class RefusedPoints {
    private static final int MOST_REASONS = 5;

    private final Map<String, Integer> points = new LinkedHashMap<>();
    private int count;

    /** Notes that points are refused; without any there is nothing to say. */
    void add(int refused, String reason) {
        count += refused;
        if (refused > 0 && (points.size() <= MOST_REASONS || points.containsKey(reason))) {
            points.merge(reason, refused, Integer::sum);
        }
    }

    /** Returns how many there are. */
    int count() {
        return count;
    }

    /** Returns the first reasons, each with the number of its points. */
    String message() {
        String first = points.entrySet().stream()
                .limit(MOST_REASONS)
                .map(entry ->
                        entry.getKey() + " (" + entry.getValue() + (entry.getValue() == 1 ? " point)" : " points)"))
                .collect(Collectors.joining("; "));
        return points.size() > MOST_REASONS ? first + "; and more" : first;
    }
}

package org.thermograd.domain.series;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time without gaps.
 *
 * @param startMillis the first millisecond in it, since 1970 UTC
 * @param endMillis the first millisecond after it
 */
public record Segment(long startMillis, long endMillis) {
    public Segment {
        if (endMillis <= startMillis) {
            throw new IllegalArgumentException(
                    "endMillis must be after startMillis " + startMillis + ", got " + endMillis);
        }
    }

    /** Returns the length in milliseconds, at least 1. */
    public long lengthMillis() {
        return endMillis - startMillis;
    }

    /** Returns whether the time lies in this half-open stretch. */
    public boolean contains(long epochMillis) {
        return startMillis <= epochMillis && epochMillis < endMillis;
    }

    /** Returns whether both hold some millisecond. */
    public boolean overlaps(Segment other) {
        return startMillis < other.endMillis && other.startMillis < endMillis;
    }

    /**
     * Returns stretches ascending and joined: one that starts less than some time after the end of those before belongs to
     * them.
     *
     * @param stretches in any order; they may overlap
     * @param millis 1 joins what overlaps or touches
     */
    public static List<Segment> joined(Collection<Segment> stretches, long millis) {
        List<Segment> ascending = new ArrayList<>(stretches);
        ascending.sort(Comparator.comparingLong(Segment::startMillis));
        List<Segment> joined = new ArrayList<>();
        for (Segment next : ascending) {
            int last = joined.size() - 1;
            if (last >= 0 && next.startMillis - joined.get(last).endMillis < millis) {
                Segment before = joined.get(last);
                joined.set(last, new Segment(before.startMillis, Math.max(before.endMillis, next.endMillis)));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}

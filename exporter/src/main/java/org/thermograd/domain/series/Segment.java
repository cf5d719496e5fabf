package org.thermograd.domain.series;

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
}

package org.thermograd.domain.event;

import java.util.Comparator;

/**
 * When something happened that somebody else found. Ordered by onset, then by end.
 *
 * @param onsetMillis time of the first flagged sample
 * @param endMillis time of the last one that is known, not before {@code onsetMillis}
 */
public record EventSpan(long onsetMillis, long endMillis) implements Comparable<EventSpan> {
    private static final Comparator<EventSpan> ORDER =
            Comparator.comparingLong(EventSpan::onsetMillis).thenComparingLong(EventSpan::endMillis);

    public EventSpan {
        if (endMillis < onsetMillis) {
            throw new IllegalArgumentException(
                    "endMillis must be at least onsetMillis " + onsetMillis + ", got " + endMillis);
        }
    }

    /** Returns whether a time lies in it, or at most a tolerance after its end. */
    public boolean covers(long epochMillis, long toleranceMillis) {
        return onsetMillis <= epochMillis && epochMillis - endMillis <= toleranceMillis;
    }

    @Override
    public int compareTo(EventSpan other) {
        return ORDER.compare(this, other);
    }
}

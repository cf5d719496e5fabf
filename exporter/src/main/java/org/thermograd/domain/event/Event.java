package org.thermograd.domain.event;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;

/**
 * Something that happened to one run or device: one or more flagged samples that belong together.
 *
 * <p>Times are whole milliseconds, since 1970 UTC where the samples' are; all arithmetic on events is in integers.
 *
 * @param source the run or device it happened to, not empty
 * @param kind what happened
 * @param reason why it counts as an event, such as the identifier of the detector or {@code recorded}; not empty
 * @param onsetMillis time of the first flagged sample
 * @param endMillis time of the last flagged sample, not before {@code onsetMillis}
 * @param uncertaintyMillis how long before {@code onsetMillis} the change may have happened: it did in
 *     {@code (onsetMillis - uncertaintyMillis, onsetMillis]}, or at {@code onsetMillis} exactly if this is 0; at least
 *     0
 * @param samples number of flagged samples that are known, at least 1; of an event that somebody else found its onset,
 *     and its end where that is later
 */
public record Event(
        String source,
        EventKind kind,
        String reason,
        long onsetMillis,
        long endMillis,
        long uncertaintyMillis,
        int samples) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public Event {
        requireNotEmpty(source, "source");
        requireNonNull(kind, "kind");
        requireNotEmpty(reason, "reason");
        if (endMillis < onsetMillis) {
            throw new IllegalArgumentException(
                    "endMillis must be at least onsetMillis " + onsetMillis + ", got " + endMillis);
        }
        Require.notNegative("uncertaintyMillis", uncertaintyMillis);
        Require.atLeast(1, "samples", samples);
    }

    /** Returns the same event as one of another kind. */
    Event as(EventKind other) {
        return new Event(source, other, reason, onsetMillis, endMillis, uncertaintyMillis, samples);
    }

    static String requireNotEmpty(String value, String name) {
        if (requireNonNull(value, name).isEmpty()) {
            throw new IllegalArgumentException(name + " must be non-empty, got \"\"");
        }
        return value;
    }
}

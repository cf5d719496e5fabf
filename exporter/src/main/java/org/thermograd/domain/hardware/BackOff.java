package org.thermograd.domain.hardware;

import java.time.Instant;

/** When a source that failed is opened again: after 1 s, 2 s, 4 s... 60 s. Confined to one thread. */
public final class BackOff {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LAST_MILLIS = 60_000;

    private long delayMillis = FIRST_MILLIS;
    private long dueMillis = Long.MIN_VALUE;

    /** Returns whether it is time, and if so begins the next wait. A clock that was set back does not make it longer. */
    public boolean isDue(Instant now) {
        long millis = now.toEpochMilli();
        if (millis < dueMillis && dueMillis - millis <= LAST_MILLIS) {
            return false;
        }
        dueMillis = millis + delayMillis;
        delayMillis = Math.min(2 * delayMillis, LAST_MILLIS);
        return true;
    }

    /** All is well: the next try is due at once. */
    public void reset() {
        delayMillis = FIRST_MILLIS;
        dueMillis = Long.MIN_VALUE;
    }
}

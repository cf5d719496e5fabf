package org.thermograd.domain.analysis.coincidence;

/**
 * Which lags {@code effect - cause} count as a coincidence: {@code from <= lag < to}, in milliseconds.
 *
 * @param fromMillis the smallest lag that counts
 * @param toMillis the first lag past it that does not
 */
public record LagWindow(long fromMillis, long toMillis) {
    public LagWindow {
        if (toMillis <= fromMillis) {
            throw new IllegalArgumentException("toMillis must be after fromMillis " + fromMillis + ", got " + toMillis);
        }
    }

    /** Returns the window of effects that come after their cause: more than the guard, at most the guard and deltaT. */
    public static LagWindow after(long guardMillis, long deltaTMillis) {
        return new LagWindow(guardMillis + 1, guardMillis + deltaTMillis + 1);
    }

    /** Returns the window of lags too short for their order to be known: at most the guard either way. */
    public static LagWindow within(long guardMillis) {
        return new LagWindow(-guardMillis, guardMillis + 1);
    }
}

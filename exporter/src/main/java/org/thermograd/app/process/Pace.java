package org.thermograd.app.process;

import java.time.Duration;

/**
 * When the next sample is due, at a fixed period from the first one. What takes longer than a period delays the next
 * sample to the next moment of the same grid, and the ones in between are left out and counted. Confined to one thread.
 */
public final class Pace {
    private final long periodNanos;
    private long dueNanos;
    private long overruns;

    /**
     * Starts the grid.
     *
     * @param period more than zero
     * @param startNanos the moment of the first sample
     */
    public Pace(Duration period, long startNanos) {
        this.periodNanos = period.toNanos();
        this.dueNanos = startNanos;
    }

    /** Goes on to the next sample and returns how long there is until then, at least 0. */
    public long nextDelayNanos(long nowNanos) {
        dueNanos += periodNanos;
        long late = nowNanos - dueNanos;
        if (late > 0) {
            long missed = (late + periodNanos - 1) / periodNanos;
            overruns += missed;
            dueNanos += missed * periodNanos;
        }
        return dueNanos - nowNanos;
    }

    /** Returns how many samples were left out. */
    public long overruns() {
        return overruns;
    }
}

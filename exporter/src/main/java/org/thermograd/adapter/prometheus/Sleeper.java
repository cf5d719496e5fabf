package org.thermograd.adapter.prometheus;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {
    /**
     * Returns after the given time.
     *
     * @throws InterruptedException if the thread is interrupted before
     */
    void sleep(Duration duration) throws InterruptedException;
}

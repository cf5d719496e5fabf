package org.thermograd.domain.hardware;

/**
 * Told of each snapshot right after it is published, in time order, on the sampler's thread. What it does is part of the
 * sample's time, so it must be short. Its failure is counted and takes down neither the sampler nor other listeners.
 */
public interface SnapshotListener {
    /** Returns its name, one of few; also a label. */
    String name();

    /**
     * Hears that the clock of the samples is set, before the first snapshot in its new time, which may lie before earlier ones.
     *
     * @param change how it is set, in the old and the new time
     */
    default void onClockSet(ClockChange change) {}

    /** Takes the newest snapshot. */
    void onSnapshot(HardwareSnapshot snapshot);
}

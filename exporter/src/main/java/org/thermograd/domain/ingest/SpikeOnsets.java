package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SortedMap;

/**
 * Joins spike steps into events as they come, by the rule of {@code SpikeEvents}, and keeps the onsets of the last
 * {@value Slots#SLOTS}. Confined to one thread.
 */
final class SpikeOnsets {
    private static final long NONE = Long.MIN_VALUE;

    private final Slots onsets = new Slots();
    private long lastFlaggedMillis = NONE;

    /** Takes a spike step, not before the last one, and tells whether it starts an event. */
    boolean add(long epochMillis, long refractoryMillis) {
        boolean starts = lastFlaggedMillis == NONE || epochMillis - lastFlaggedMillis >= refractoryMillis;
        if (starts) {
            onsets.add(epochMillis);
        }
        lastFlaggedMillis = epochMillis;
        return starts;
    }

    /** Begins a segment: its first spike starts an event, however soon it comes. */
    void restart() {
        lastFlaggedMillis = NONE;
    }

    /** Returns the onset of the newest event; meaningful only if there is one. */
    long newestMillis() {
        return onsets.newest();
    }

    long events() {
        return onsets.count();
    }

    /** Returns the onsets by slot, which is the number of the event (from 0) modulo {@value Slots#SLOTS}. */
    SortedMap<Integer, Long> slots() {
        return onsets.bySlot();
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(lastFlaggedMillis);
        onsets.writeTo(out);
    }

    static SpikeOnsets readFrom(DataInputStream in) throws IOException {
        SpikeOnsets spikes = new SpikeOnsets();
        spikes.lastFlaggedMillis = in.readLong();
        spikes.onsets.readFrom(in);
        return spikes;
    }
}

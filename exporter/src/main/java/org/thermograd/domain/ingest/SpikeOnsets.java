package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins spike steps into events as they come, by the rule of {@code SpikeEvents}, and keeps the onsets of the last
 * {@value #SLOTS}. Confined to one thread.
 */
final class SpikeOnsets {
    static final int SLOTS = 16;
    private static final long NONE = Long.MIN_VALUE;

    private final long[] onsets = new long[SLOTS];
    private long events;
    private long lastFlaggedMillis = NONE;

    /** Takes a spike step, not before the last one, and tells whether it starts an event. */
    boolean add(long epochMillis, long refractoryMillis) {
        boolean starts = lastFlaggedMillis == NONE || epochMillis - lastFlaggedMillis >= refractoryMillis;
        if (starts) {
            onsets[(int) (events % SLOTS)] = epochMillis;
            events++;
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
        return onsets[(int) (Math.max(0, events - 1) % SLOTS)];
    }

    long events() {
        return events;
    }

    /** Returns the onsets by slot, which is the number of the event (from 0) modulo {@value #SLOTS}. */
    SortedMap<Integer, Long> slots() {
        SortedMap<Integer, Long> slots = new TreeMap<>();
        for (int slot = 0; slot < Math.min(events, SLOTS); slot++) {
            slots.put(slot, onsets[slot]);
        }
        return slots;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(events);
        out.writeLong(lastFlaggedMillis);
        for (long onset : onsets) {
            out.writeLong(onset);
        }
    }

    static SpikeOnsets readFrom(DataInputStream in) throws IOException {
        SpikeOnsets spikes = new SpikeOnsets();
        spikes.events = in.readLong();
        spikes.lastFlaggedMillis = in.readLong();
        for (int slot = 0; slot < SLOTS; slot++) {
            spikes.onsets[slot] = in.readLong();
        }
        return spikes;
    }
}

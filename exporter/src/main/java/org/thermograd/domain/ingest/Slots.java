package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The newest {@value #SLOTS} values of one kind, each in the slot of its number (from 0) modulo {@value #SLOTS}. Confined
 * to one thread.
 */
final class Slots {
    static final int SLOTS = 16;
    /** In place of a value that is not known; its slot stays empty. */
    static final long NONE = Long.MIN_VALUE;

    private final long[] values = new long[SLOTS];
    private long count;

    /** Takes the next value, or {@link #NONE}. */
    void add(long value) {
        values[(int) (count % SLOTS)] = value;
        count++;
    }

    /** Changes the newest value; there must be one. */
    void replaceNewest(long value) {
        values[(int) ((count - 1) % SLOTS)] = value;
    }

    /** Returns the newest value, {@link #NONE} before the first. */
    long newest() {
        return count == 0 ? NONE : values[(int) ((count - 1) % SLOTS)];
    }

    /** Returns how many values there have been. */
    long count() {
        return count;
    }

    /** Returns the values by slot. */
    SortedMap<Integer, Long> bySlot() {
        SortedMap<Integer, Long> bySlot = new TreeMap<>();
        for (int slot = 0; slot < Math.min(count, SLOTS); slot++) {
            if (values[slot] != NONE) {
                bySlot.put(slot, values[slot]);
            }
        }
        return bySlot;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(count);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    void readFrom(DataInputStream in) throws IOException {
        count = in.readLong();
        for (int slot = 0; slot < SLOTS; slot++) {
            values[slot] = in.readLong();
        }
    }
}

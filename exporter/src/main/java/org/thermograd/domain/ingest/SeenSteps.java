package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.thermograd.domain.series.Ascending;

/**
 * The newest 2,048 steps of a run by their own time, to know a repeated one. Kept sorted by time and step in a ring.
 * Confined to one thread. A step in time order costs O(log n), another one a move within the ring.
 */
final class SeenSteps {
    static final int CAPACITY = 2048;

    private final long[] times = new long[CAPACITY];
    private final long[] steps = new long[CAPACITY];
    private int head;
    private int size;
    private long highest = -1;

    /**
     * Remembers a step and tells whether it is new. Once there are {@value #CAPACITY}, the oldest gives way, and what is
     * older than all counts as seen, as that cannot be told any more; but a number above all that were seen is new at any
     * time, as from a trainer whose clock was set back.
     */
    boolean add(long epochMillis, long step) {
        boolean higher = step > highest;
        highest = Math.max(highest, step);
        if (size == CAPACITY && epochMillis < times[head]) {
            return higher;
        }
        int place = placeOf(epochMillis, step);
        if (place < 0) {
            return false;
        }
        if (size == CAPACITY) {
            head = at(1);
            size--;
            place = Math.max(0, place - 1);
        }
        for (int i = size; i > place; i--) {
            times[at(i)] = times[at(i - 1)];
            steps[at(i)] = steps[at(i - 1)];
        }
        times[at(place)] = epochMillis;
        steps[at(place)] = step;
        size++;
        return true;
    }

    /** Tells whether a step is one of those seen, or so old that this cannot be told. */
    boolean knows(long epochMillis, long step) {
        return (size == CAPACITY && epochMillis < times[head]) ? step <= highest : placeOf(epochMillis, step) < 0;
    }

    /** Returns where a step belongs, -1 if it is there. */
    private int placeOf(long epochMillis, long step) {
        // The usual case: newer than all.
        if (size > 0 && isBefore(size - 1, epochMillis, step)) {
            return size;
        }
        int low = Ascending.first(size, i -> !isBefore(i, epochMillis, step));
        return low < size && times[at(low)] == epochMillis && steps[at(low)] == step ? -1 : low;
    }

    private boolean isBefore(int index, long epochMillis, long step) {
        long time = times[at(index)];
        return time < epochMillis || (time == epochMillis && steps[at(index)] < step);
    }

    private int at(int index) {
        return (head + index) % CAPACITY;
    }

    /** Writes differences, as short as they are: times ascend, and steps mostly do. */
    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(highest);
        out.writeShort(size);
        for (int i = 0; i < size; i++) {
            Varint.write(out, times[at(i)] - (i == 0 ? 0 : times[at(i - 1)]));
            Varint.write(out, steps[at(i)] - (i == 0 ? 0 : steps[at(i - 1)]));
        }
    }

    static SeenSteps readFrom(DataInputStream in) throws IOException {
        SeenSteps seen = new SeenSteps();
        seen.highest = in.readLong();
        seen.size = in.readUnsignedShort();
        for (int i = 0; i < seen.size; i++) {
            seen.times[i] = Varint.read(in) + (i == 0 ? 0 : seen.times[i - 1]);
            seen.steps[i] = Varint.read(in) + (i == 0 ? 0 : seen.steps[i - 1]);
        }
        return seen;
    }
}

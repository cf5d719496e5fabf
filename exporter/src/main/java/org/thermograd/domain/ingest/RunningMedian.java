package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The median of the last {@value #VALUES} lengths, exact, computed when it is needed. Confined to one thread.
 *
 * <p>Whether it lies below a value can mostly be told from an older one: each length that has come or gone since moves it by
 * at most one place among those that were sorted then. So a length costs O(1), and they are sorted again only where that
 * does not tell.
 */
final class RunningMedian {
    static final int VALUES = 1000;

    private final int[] arrivals = new int[VALUES];
    private int size;
    private int next;
    /** The lengths in order, as they were when {@link #added} was 0. */
    private final int[] sorted = new int[VALUES];

    private int sortedSize;
    private int added;
    private int removed;

    /** Takes a length in milliseconds, at least 0; what is longer than 24 days counts as 24 days. */
    void add(long millis) {
        arrivals[next] = (int) Math.min(millis, Integer.MAX_VALUE);
        next = next + 1 == VALUES ? 0 : next + 1;
        added++;
        if (size < VALUES) {
            size++;
        } else {
            removed++;
        }
    }

    void clear() {
        size = 0;
        next = 0;
        sortedSize = 0;
        added = 0;
        removed = 0;
    }

    /** Returns whether there is a median and it is less than a length. */
    boolean isBelow(double millis) {
        int least = (size - 1) / 2 - added;
        int greatest = size / 2 + removed;
        if (least >= 0 && greatest < sortedSize) {
            if (sorted[least] >= millis) {
                return false;
            }
            if (sorted[greatest] < millis) {
                return true;
            }
        }
        return size > 0 && median() < millis;
    }

    /** Returns the median in milliseconds, of an even number the mean of the two middle ones; absent without any. */
    OptionalDouble millis() {
        return size == 0 ? OptionalDouble.empty() : OptionalDouble.of(median());
    }

    private double median() {
        if (added > 0) {
            System.arraycopy(arrivals, 0, sorted, 0, size);
            Arrays.sort(sorted, 0, size);
            sortedSize = size;
            added = 0;
            removed = 0;
        }
        return ((double) sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeShort(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(arrivals[(next + VALUES - size + i) % VALUES]);
        }
    }

    void readFrom(DataInputStream in) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            add(in.readInt());
        }
    }
}

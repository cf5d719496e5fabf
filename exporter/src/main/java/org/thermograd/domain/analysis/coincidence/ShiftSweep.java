package org.thermograd.domain.analysis.coincidence;

import java.util.Arrays;

/**
 * Times and windows on a circle: how many pairs of a time and a window that holds it there are, under every shift of all times
 * together by whole milliseconds. Found by sweeping the edges at which that number changes. Confined to one thread.
 */
public final class ShiftSweep {
    private static final int FEWEST_BY_DIGIT = 10_000;
    private static final int DIGIT_BITS = 11;

    private final long length;
    private final long[] edges;
    private int size;
    private int inside;

    /** What is told of the shifts. */
    public interface Tally {
        /**
         * Takes shifts.
         *
         * @param inside how many pairs there are
         * @param shifts under how many neighboring shifts, 1 or more
         */
        void add(int inside, long shifts);
    }

    private ShiftSweep(long length, int pairs) {
        this.length = length;
        this.edges = new long[2 * pairs];
    }

    /**
     * Tells of all shifts.
     *
     * @param times ascending, in {@code [0, length)}
     * @param starts of the windows, ascending, in {@code [0, length)}
     * @param ends of the windows, each after its start
     * @param length the circumference in milliseconds, positive
     */
    public static void tell(long[] times, long[] starts, long[] ends, long length, Tally tally) {
        ShiftSweep sweep = new ShiftSweep(length, times.length * starts.length);
        for (long time : times) {
            for (int w = 0; w < starts.length; w++) {
                sweep.add(starts[w] - time, ends[w] - starts[w]);
            }
        }
        sweep.tell(tally);
    }

    private void add(long start, long width) {
        if (width >= length) {
            inside++;
            return;
        }
        long enter = start < 0 ? start + length : start;
        long leave = enter + width;
        if (leave > length) {
            inside++;
            leave -= length;
        }
        edges[size++] = enter << 1 | 1;
        edges[size++] = leave << 1;
    }

    private void tell(Tally tally) {
        long[] sorted = sorted();
        long previous = 0;
        for (int i = 0; i < size; i++) {
            long position = sorted[i] >> 1;
            if (position > previous) {
                tally.add(inside, position - previous);
                previous = position;
            }
            inside += (sorted[i] & 1) == 1 ? 1 : -1;
        }
        if (length > previous) {
            tally.add(inside, length - previous);
        }
    }

    /** Sorts the edges; many of them digit by digit, from the lowest, which takes a few passes whatever their order. */
    private long[] sorted() {
        if (size < FEWEST_BY_DIGIT) {
            Arrays.sort(edges, 0, size);
            return edges;
        }
        long[] from = edges;
        long[] to = new long[edges.length];
        for (int shift = 0; (2 * length + 1) >> shift > 0; shift += DIGIT_BITS) {
            int[] places = new int[(1 << DIGIT_BITS) + 1];
            for (int i = 0; i < size; i++) {
                places[digit(from[i], shift) + 1]++;
            }
            for (int digit = 1; digit < places.length; digit++) {
                places[digit] += places[digit - 1];
            }
            for (int i = 0; i < size; i++) {
                to[places[digit(from[i], shift)]++] = from[i];
            }
            long[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    private static int digit(long edge, int shift) {
        return (int) (edge >> shift) & ((1 << DIGIT_BITS) - 1);
    }
}

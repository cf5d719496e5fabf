package org.thermograd.domain.correlation;

import java.util.Arrays;

/**
 * Times and windows on a circle: how many pairs of a time and a window that holds it there are, under every shift of all times
 * together by whole milliseconds. Found by sweeping the edges at which that number changes. Confined to one thread.
 */
public final class ShiftSweep {
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
         * @param shifts under how many neighbouring shifts, 1 or more
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
        // All pairs of one of the fewer have their edges in ascending order but for one turn: that is quick to sort.
        if (times.length < starts.length) {
            for (long time : times) {
                for (int w = 0; w < starts.length; w++) {
                    sweep.add(starts[w] - time, ends[w] - starts[w]);
                }
            }
        } else {
            for (int w = 0; w < starts.length; w++) {
                for (int i = times.length - 1; i >= 0; i--) {
                    sweep.add(starts[w] - times[i], ends[w] - starts[w]);
                }
            }
        }
        sweep.tell(tally);
    }

    private void add(long start, long width) {
        if (width >= length) {
            inside++;
            return;
        }
        long enter = Math.floorMod(start, length);
        long leave = enter + width;
        if (leave > length) {
            inside++;
            leave -= length;
        }
        edges[size++] = enter << 1 | 1;
        edges[size++] = leave << 1;
    }

    private void tell(Tally tally) {
        Arrays.parallelSort(edges, 0, size);
        long previous = 0;
        for (int i = 0; i < size; i++) {
            long position = edges[i] >> 1;
            if (position > previous) {
                tally.add(inside, position - previous);
                previous = position;
            }
            inside += (edges[i] & 1) == 1 ? 1 : -1;
        }
        if (length > previous) {
            tally.add(inside, length - previous);
        }
    }
}

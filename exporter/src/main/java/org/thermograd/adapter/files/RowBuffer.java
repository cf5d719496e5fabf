package org.thermograd.adapter.files;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Rows as they come from a file: time, place, and a fixed number of values. Confined to one thread. */
final class RowBuffer {
    private static final int INITIAL_CAPACITY = 16;

    private long[] times = new long[INITIAL_CAPACITY];
    private long[] places = new long[INITIAL_CAPACITY];
    private final double[][] cells;
    private int size;
    private long latest = Long.MIN_VALUE;
    private boolean sorted = true;

    RowBuffer(int columns) {
        this.cells = new double[columns][INITIAL_CAPACITY];
    }

    /** Adds a row, and returns whether its time is not before that of any earlier row. */
    boolean add(long epochMillis, long place, double... values) {
        if (size == times.length) {
            int capacity = 2 * size;
            times = Arrays.copyOf(times, capacity);
            places = Arrays.copyOf(places, capacity);
            for (int c = 0; c < cells.length; c++) {
                cells[c] = Arrays.copyOf(cells[c], capacity);
            }
        }
        times[size] = epochMillis;
        places[size] = place;
        for (int c = 0; c < cells.length; c++) {
            cells[c][size] = values[c];
        }
        size++;
        boolean inOrder = epochMillis >= latest;
        latest = Math.max(latest, epochMillis);
        sorted &= inOrder;
        return inOrder;
    }

    int size() {
        return size;
    }

    long time(int row) {
        return times[row];
    }

    long place(int row) {
        return places[row];
    }

    double cell(int column, int row) {
        return cells[column][row];
    }

    /** Returns all rows by time; rows of one time in the order in which they came. */
    int[] order() {
        IntStream rows = IntStream.range(0, size);
        return sorted
                ? rows.toArray()
                : rows.boxed()
                        .sorted((a, b) -> Long.compare(times[a], times[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }
}

package org.thermograd.adapter.files;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.thermograd.domain.series.SampleTable;

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
        if (sorted) {
            int[] all = new int[size];
            for (int i = 0; i < size; i++) {
                all[i] = i;
            }
            return all;
        }
        return IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Long.compare(times[a], times[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Returns rows as a table.
     *
     * @param columns the names of the columns
     * @param rows in ascending order of their times
     */
    SampleTable table(List<String> columns, int[] rows) {
        double[][] values = new double[cells.length][];
        for (int c = 0; c < values.length; c++) {
            values[c] = column(c, rows);
        }
        return SampleTable.ofAscending(columns, times(rows), values);
    }

    /** Returns one column of some rows. */
    double[] column(int column, int[] rows) {
        double[] from = cells[column];
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = from[rows[i]];
        }
        return values;
    }

    /** Returns the times of some rows. */
    long[] times(int[] rows) {
        long[] values = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = times[rows[i]];
        }
        return values;
    }
}

package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Rows of samples in time order: several signals on one time axis. Immutable and thread-safe.
 *
 * <p>A cell is {@code NaN} where the row has no value for that column.
 */
public final class SampleTable {
    private final Times times;
    private final Map<String, double[]> columns;

    private SampleTable(Times times, Map<String, double[]> columns) {
        this.times = times;
        this.columns = columns;
    }

    /**
     * Returns a builder of a table with the given columns.
     *
     * @param columns the names, in the order in which {@link Builder#add} takes their values
     */
    public static Builder builder(String... columns) {
        return new Builder(List.of(columns));
    }

    /**
     * Returns a table of rows that are in order already. Takes over the arrays.
     *
     * @param names the columns
     * @param epochMillis the times of the rows, ascending
     * @param cells for each column one value per row, {@code NaN} where there is none
     */
    public static SampleTable ofAscending(List<String> names, long[] epochMillis, double[][] cells) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int c = 0; c < cells.length; c++) {
            columns.put(names.get(c), cells[c]);
        }
        return new SampleTable(new Times(epochMillis), columns);
    }

    /** Returns the number of rows. */
    public int size() {
        return times.size();
    }

    /** Returns the names of the columns, in the order of the builder. */
    public Set<String> columns() {
        return columns.keySet();
    }

    /**
     * Returns the time of a row in milliseconds since 1970 UTC.
     *
     * @param row 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public long epochMillis(int row) {
        return times.epochMillis(row);
    }

    /** Returns a copy of the times of all rows, ascending. */
    public long[] epochMillis() {
        return times.epochMillis();
    }

    /**
     * Returns one column as a series over all rows.
     *
     * @throws IllegalArgumentException if the table has no such column
     */
    public TimeSeries column(String name) {
        double[] values = columns.get(requireNonNull(name, "name"));
        if (values == null) {
            throw new IllegalArgumentException("name must be one of " + columns.keySet() + ", got " + name);
        }
        return TimeSeries.of(times, values);
    }

    /**
     * Returns the same rows with one column more, in place of others. The cells of the rest are shared.
     *
     * @param name the name of the column
     * @param values one for each row
     * @param others columns that are left out, of which there may be none
     * @throws IllegalArgumentException if there is not one value for each row
     */
    public SampleTable with(String name, double[] values, String... others) {
        if (values.length != size()) {
            throw new IllegalArgumentException(
                    "values must have one for each of " + size() + " rows, got " + values.length);
        }
        Map<String, double[]> changed = new LinkedHashMap<>(columns);
        changed.keySet().removeAll(List.of(others));
        changed.put(name, values.clone());
        return new SampleTable(times, changed);
    }

    /**
     * Returns the same rows without some columns.
     *
     * @param others columns that are left out, of which there may be none
     */
    public SampleTable without(String... others) {
        Map<String, double[]> changed = new LinkedHashMap<>(columns);
        changed.keySet().removeAll(List.of(others));
        return new SampleTable(times, changed);
    }

    /**
     * Returns the same rows at other times. The cells are shared.
     *
     * @param moved the time of a row from the one it has; of a later one it is no earlier
     */
    public SampleTable movedTo(LongUnaryOperator moved) {
        return new SampleTable(
                new Times(Arrays.stream(times.epochMillis()).map(moved).toArray()), columns);
    }

    /** Collects rows in any order. Confined to one thread; a builder builds once. */
    public static final class Builder {
        private static final int INITIAL_CAPACITY = 256;

        private final List<String> names;
        private long[] times = new long[INITIAL_CAPACITY];
        private final double[][] cells;
        private int size;
        private int outOfOrder;
        private long latest = Long.MIN_VALUE;

        private Builder(List<String> names) {
            this.names = names;
            this.cells = new double[names.size()][INITIAL_CAPACITY];
        }

        /**
         * Adds a row.
         *
         * @param epochMillis its time
         * @param values one value per column, {@code NaN} where there is none
         * @throws IllegalArgumentException if there are more or fewer values than columns
         */
        public void add(long epochMillis, double... values) {
            if (values.length != cells.length) {
                throw new IllegalArgumentException(
                        "values must have one entry per column, got " + values.length + " for " + names);
            }
            if (size == times.length) {
                int capacity = Math.max(2 * size, size + 1);
                times = Arrays.copyOf(times, capacity);
                for (int c = 0; c < cells.length; c++) {
                    cells[c] = Arrays.copyOf(cells[c], capacity);
                }
            }
            if (epochMillis < latest) {
                outOfOrder++;
            }
            latest = Math.max(latest, epochMillis);
            times[size] = epochMillis;
            for (int c = 0; c < cells.length; c++) {
                cells[c][size] = values[c];
            }
            size++;
        }

        /** Returns how many rows came with a time before that of a row added earlier. */
        public int outOfOrder() {
            return outOfOrder;
        }

        /** Returns the table of the rows added so far, sorted stably by time. */
        public SampleTable build() {
            Map<String, double[]> columns = new LinkedHashMap<>();
            if (outOfOrder == 0) {
                for (int c = 0; c < cells.length; c++) {
                    columns.put(names.get(c), Arrays.copyOf(cells[c], size));
                }
                return new SampleTable(new Times(Arrays.copyOf(times, size)), columns);
            }
            int[] order = Times.order(times, size);
            for (int c = 0; c < cells.length; c++) {
                double[] from = cells[c];
                columns.put(
                        names.get(c),
                        Arrays.stream(order).mapToDouble(i -> from[i]).toArray());
            }
            return new SampleTable(
                    new Times(Arrays.stream(order).mapToLong(i -> times[i]).toArray()), columns);
        }
    }
}

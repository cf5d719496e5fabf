package org.thermograd.adapter.report.view;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table of words and figures, before any format.
 *
 * @param columns at least one
 * @param rows each with one cell a column; a cell without a value is empty
 */
public record Table(List<Column> columns, List<List<String>> rows) {
    /**
     * A column.
     *
     * @param title what stands above it, maybe nothing
     * @param content what it holds
     */
    public record Column(String title, Content content) {
        public Column {
            requireNonNull(title, "title");
            requireNonNull(content, "content");
        }

        static Column words(String title) {
            return new Column(title, Content.WORDS);
        }

        static Column figures(String title) {
            return new Column(title, Content.FIGURES);
        }
    }

    /** What a column holds: figures stand at the right. */
    public enum Content {
        WORDS,
        FIGURES
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (columns.isEmpty() || row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "rows must have one cell for each of " + columns.size() + " columns, got " + row);
            }
        }
    }

    /** Which cells of a table stand out, and whether its rows have headings. Color only ever repeats what the figures say. */
    public interface Shading {
        /** No cell does. */
        Shading NONE = (row, column) -> "";

        /**
         * Returns the style classes of a cell, with blanks between.
         *
         * @param row the row, from 0
         * @param column the column, from 0
         */
        String classes(int row, int column);

        /** Returns whether the first cell of each row is its heading. */
        default boolean rowsHaveHeadings() {
            return false;
        }
    }
}

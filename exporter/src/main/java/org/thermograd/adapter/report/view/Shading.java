package org.thermograd.adapter.report.view;

/** Which cells of a table stand out, and whether its rows have headings. Colour only ever repeats what the figures say. */
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

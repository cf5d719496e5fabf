package org.thermograd.adapter.report.page;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.report.view.Table;

/**
 * A table of a page, which scrolls within its own frame where it is too wide, or long.
 *
 * @param name what it holds, for those who do not see it
 * @param frame the style classes of its frame
 * @param kind its style class
 * @param headings what stands above each column
 * @param rows its rows
 */
public record PageTable(String name, String frame, String kind, List<Heading> headings, List<Row> rows) {
    private static final int LONG = 30;
    /** A time has 23 characters. */
    private static final int LONG_NAME = 24;

    /**
     * What stands above a column.
     *
     * @param text the words, maybe none
     * @param figures whether figures stand below it
     */
    public record Heading(String text, boolean figures) {
        public Heading {
            requireNonNull(text, "text");
        }
    }

    /**
     * A row.
     *
     * @param heading its first cell where that is its heading
     * @param cells the other cells
     */
    public record Row(Optional<String> heading, List<Cell> cells) {
        public Row {
            requireNonNull(heading, "heading");
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell.
     *
     * @param text what it holds, maybe nothing
     * @param classes its style classes with blanks between, maybe none
     */
    public record Cell(String text, String classes) {
        public Cell {
            requireNonNull(text, "text");
            requireNonNull(classes, "classes");
        }
    }

    public PageTable {
        requireNonNull(name, "name");
        requireNonNull(frame, "frame");
        requireNonNull(kind, "kind");
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /** Returns a table of which some cells stand out. */
    public static PageTable of(String name, Table table, Table.Shading shading) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            rows.add(row(table, row, shading));
        }
        return new PageTable(
                name,
                rows.size() > LONG ? "scroll long" : "scroll",
                shading.rowsHaveHeadings() ? "matrix" : "list",
                table.columns().stream().map(PageTable::heading).toList(),
                rows);
    }

    private static Heading heading(Table.Column column) {
        return column.content() == Table.Content.FIGURES
                ? new Heading(unbroken(column.title()), true)
                : new Heading(column.title(), false);
    }

    /** Returns a title in which no line ends inside of brackets. */
    private static String unbroken(String title) {
        return title.replace("95 %", "95\u00a0%");
    }

    private static Row row(Table table, int row, Table.Shading shading) {
        List<String> texts = table.rows().get(row);
        int first = shading.rowsHaveHeadings() ? 1 : 0;
        List<Cell> cells = new ArrayList<>();
        for (int i = first; i < texts.size(); i++) {
            String own = table.columns().get(i).content() == Table.Content.FIGURES
                    ? "figures "
                    : i == 0 && texts.get(i).length() > LONG_NAME ? "long-name " : "";
            cells.add(new Cell(texts.get(i), (own + shading.classes(row, i)).strip()));
        }
        return new Row(first == 0 ? Optional.empty() : Optional.of(texts.get(0)), cells);
    }
}

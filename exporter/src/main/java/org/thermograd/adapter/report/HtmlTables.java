package org.thermograd.adapter.report;

import java.util.List;
import org.thermograd.adapter.report.view.Table;

/** Tables of a page. */
final class HtmlTables {
    private static final int LONG = 30;
    /** A time has 23 characters. */
    private static final int LONG_NAME = 24;

    private HtmlTables() {}

    /**
     * Adds a table that scrolls within its own frame where it is too wide, or long.
     *
     * @param name what it holds, for those who do not see it
     */
    static void add(Table table, String name, Html html) {
        add(table, Table.Shading.NONE, name, html);
    }

    /** Adds a table likewise, of which some cells stand out. */
    static void add(Table table, Table.Shading shading, String name, Html html) {
        String frame = table.rows().size() > LONG ? "scroll long" : "scroll";
        html.open("div", "class", frame, "role", "region", "aria-label", name, "tabindex", "0");
        html.open("table", "class", shading.rowsHaveHeadings() ? "matrix" : "list")
                .open("thead")
                .open("tr");
        for (Table.Column column : table.columns()) {
            if (column.title().isEmpty()) {
                html.open("td").close("td");
            } else if (column.content() == Table.Content.FIGURES) {
                html.element("th", unbroken(column.title()), "scope", "col", "class", "figures");
            } else {
                html.element("th", column.title(), "scope", "col");
            }
        }
        html.close("tr").close("thead").open("tbody");
        for (int i = 0; i < table.rows().size(); i++) {
            addRow(table, i, shading, html);
        }
        html.close("tbody").close("table").close("div");
    }

    /** Returns a title in which no line ends inside of brackets. */
    private static String unbroken(String title) {
        return title.replace("95 %", "95\u00a0%");
    }

    private static void addRow(Table table, int row, Table.Shading shading, Html html) {
        html.open("tr");
        List<String> cells = table.rows().get(row);
        for (int i = 0; i < cells.size(); i++) {
            if (i == 0 && shading.rowsHaveHeadings()) {
                html.element("th", cells.get(i), "scope", "row");
                continue;
            }
            String own = table.columns().get(i).content() == Table.Content.FIGURES
                    ? "figures "
                    : i == 0 && cells.get(i).length() > LONG_NAME ? "long-name " : "";
            String classes = (own + shading.classes(row, i)).strip();
            if (classes.isEmpty()) {
                html.element("td", cells.get(i));
            } else {
                html.element("td", cells.get(i), "class", classes);
            }
        }
        html.close("tr");
    }
}

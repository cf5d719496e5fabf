package org.thermograd.adapter.report;

import java.util.List;

/** Tables of a page. */
final class HtmlTables {
    private static final int LONG = 30;

    private HtmlTables() {}

    /**
     * Adds a table that scrolls within its own frame where it is too wide, or long.
     *
     * @param name what it holds, for those who do not see it
     */
    static void add(Table table, String name, Html html) {
        String frame = table.rows().size() > LONG ? "scroll long" : "scroll";
        html.open("div", "class", frame, "role", "region", "aria-label", name, "tabindex", "0");
        html.open("table").open("thead").open("tr");
        for (Table.Column column : table.columns()) {
            if (column.content() == Table.Content.FIGURES) {
                html.element("th", column.title(), "scope", "col", "class", "figures");
            } else {
                html.element("th", column.title(), "scope", "col");
            }
        }
        html.close("tr").close("thead").open("tbody");
        table.rows().forEach(row -> addRow(table.columns(), row, html));
        html.close("tbody").close("table").close("div");
    }

    private static void addRow(List<Table.Column> columns, List<String> row, Html html) {
        html.open("tr");
        for (int i = 0; i < row.size(); i++) {
            if (columns.get(i).content() == Table.Content.FIGURES) {
                html.element("td", row.get(i), "class", "figures");
            } else {
                html.element("td", row.get(i));
            }
        }
        html.close("tr");
    }
}

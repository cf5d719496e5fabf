package org.thermograd.adapter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.thermograd.adapter.report.view.Table;

/** A table in GitHub's dialect of Markdown. */
public final class MarkdownTable {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*<>\\[\\]|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private MarkdownTable() {}

    /** Returns the lines of a table without the last line end; nothing where it has no row. */
    public static Optional<String> of(Table table) {
        if (table.rows().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add(row(table.columns().stream().map(Table.Column::title).toList()));
        lines.add(table.columns().stream()
                .map(column -> column.content() == Table.Content.FIGURES ? " ---: |" : " --- |")
                .collect(Collectors.joining("", "|", "")));
        table.rows().forEach(cells -> lines.add(row(cells)));
        return Optional.of(String.join("\n", lines));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> " " + text(cell) + " |").collect(Collectors.joining("", "|", ""));
    }

    /** Returns a text in which no character means anything to Markdown, on one line. */
    public static String text(String text) {
        String oneLine = SPACE.matcher(text).replaceAll(" ");
        return SPECIAL.matcher(oneLine).replaceAll(found -> "\\\\" + Matcher.quoteReplacement(found.group()));
    }
}

package org.thermograd.adapter.report.comparison;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.adapter.report.view.Table;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.RunComparison;

/** A comparison for a terminal, the answer first. */
public final class ComparisonText {
    private ComparisonText() {}

    /** Returns the lines. */
    public static List<String> lines(RunComparison comparison, ComparisonConfig config) {
        List<String> lines = new ArrayList<>();
        ComparisonTables.notice(comparison).ifPresent(lines::add);
        lines.add(comparison.sentence());
        add(ComparisonTables.parts(comparison), lines);
        add(ComparisonTables.devices(comparison), lines);
        add(ComparisonTables.runs(comparison), lines);
        ComparisonTables.notes(comparison, config).forEach(note -> lines.add("Note: " + note));
        return lines;
    }

    private static void add(Table table, List<String> lines) {
        if (table.rows().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns().stream().map(Table.Column::title).toList());
        rows.addAll(table.rows());
        int[] widths = new int[table.columns().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                boolean figures = table.columns().get(i).content() == Table.Content.FIGURES;
                line.append(' ')
                        .append(figures ? space + row.get(i) : row.get(i) + space)
                        .append(' ');
            }
            lines.add(line.toString().stripTrailing());
        }
    }
}

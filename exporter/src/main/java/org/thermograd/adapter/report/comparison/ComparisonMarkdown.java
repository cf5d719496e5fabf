package org.thermograd.adapter.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.thermograd.adapter.report.MarkdownTable;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.ComparisonOutcome;
import org.thermograd.domain.analysis.comparison.RunComparison;

/** A comparison in Markdown, short enough for a comment on a pull request. */
public final class ComparisonMarkdown {
    private ComparisonMarkdown() {}

    /** Returns text that ends with a line end. */
    public static String write(RunComparison comparison, ComparisonConfig config) {
        List<String> blocks = new ArrayList<>();
        blocks.add("### Step time: " + title(comparison.outcome()));
        ComparisonTables.notice(comparison).ifPresent(notice -> blocks.add("> **" + MarkdownTable.text(notice) + "**"));
        blocks.add(MarkdownTable.text(comparison.sentence()));
        MarkdownTable.of(ComparisonTables.parts(comparison)).ifPresent(blocks::add);
        MarkdownTable.of(ComparisonTables.devices(comparison)).ifPresent(blocks::add);
        MarkdownTable.of(ComparisonTables.runs(comparison)).ifPresent(blocks::add);
        List<String> notes = ComparisonTables.notes(comparison, config);
        if (!notes.isEmpty()) {
            blocks.add(
                    notes.stream().map(note -> "- " + MarkdownTable.text(note)).collect(Collectors.joining("\n")));
        }
        return String.join("\n\n", blocks) + "\n";
    }

    private static String title(ComparisonOutcome outcome) {
        return switch (outcome) {
            case SAME_OR_FASTER -> "not slower";
            case CODE_SLOWER -> "slower by the code";
            case HARDWARE_SLOWER -> "slower by the hardware alone";
            case NOT_COMPARABLE -> "cannot tell";
        };
    }
}

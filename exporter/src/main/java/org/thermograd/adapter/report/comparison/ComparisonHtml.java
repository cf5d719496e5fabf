package org.thermograd.adapter.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermograd.adapter.report.SectionsHtml;
import org.thermograd.adapter.report.figure.Svg;
import org.thermograd.adapter.report.page.Answer;
import org.thermograd.adapter.report.page.PageTable;
import org.thermograd.adapter.report.page.Section;
import org.thermograd.adapter.report.view.Table;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.RunComparison;

/** A comparison as one page that needs nothing beside it. */
final class ComparisonHtml {
    private static final String QUESTION = "Was it the code or the hardware?";
    private static final double WIDE = 860;
    private static final double NARROW = 360;

    private ComparisonHtml() {}

    /** Returns the page. */
    static String write(RunComparison comparison, ComparisonConfig config) {
        String code = comparison.outcome().name();
        List<Section> sections = new ArrayList<>();
        add("By how much", ComparisonTables.parts(comparison), sections);
        if (comparison.runsA().stream().anyMatch(run -> !run.curve().isEmpty())
                && comparison.runsB().stream().anyMatch(run -> !run.curve().isEmpty())) {
            sections.add(Section.of(StepTimeFigure.TITLE, List.of())
                    .with(new Section.Picture(
                            Svg.element(StepTimeFigure.of(comparison, WIDE), "wide"),
                            Svg.element(StepTimeFigure.of(comparison, NARROW), "narrow"),
                            StepTimeFigure.CAPTION)));
        }
        add("Throttled devices", ComparisonTables.devices(comparison), sections);
        add("Runs", ComparisonTables.runs(comparison), sections);
        List<String> notes = ComparisonTables.notes(comparison, config);
        if (!notes.isEmpty()) {
            sections.add(Section.ofList("What to know besides", notes));
        }
        return SectionsHtml.write(
                code.toLowerCase(Locale.ROOT).replace('_', ' '),
                new Answer(
                        QUESTION,
                        ComparisonTables.notice(comparison),
                        List.of(),
                        comparison.sentence(),
                        code,
                        List.of(),
                        List.of()),
                sections);
    }

    private static void add(String title, Table table, List<Section> sections) {
        if (!table.rows().isEmpty()) {
            sections.add(Section.of(title, List.of()).with(PageTable.of(title, table, Table.Shading.NONE)));
        }
    }
}

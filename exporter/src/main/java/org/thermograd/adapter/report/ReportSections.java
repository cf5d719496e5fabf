package org.thermograd.adapter.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.thermograd.adapter.report.figure.Svg;
import org.thermograd.adapter.report.page.PageTable;
import org.thermograd.adapter.report.page.Section;
import org.thermograd.adapter.report.view.Block;
import org.thermograd.adapter.report.view.ContinuousTable;
import org.thermograd.adapter.report.view.CostTable;
import org.thermograd.adapter.report.view.DeviceTable;
import org.thermograd.adapter.report.view.DirectionTable;
import org.thermograd.adapter.report.view.EventTable;
import org.thermograd.adapter.report.view.FindingBlocks;
import org.thermograd.adapter.report.view.Method;
import org.thermograd.adapter.report.view.Outlook;
import org.thermograd.adapter.report.view.Remarks;
import org.thermograd.adapter.report.view.RunTable;
import org.thermograd.adapter.report.view.Sentences;
import org.thermograd.adapter.report.view.SettingsTable;
import org.thermograd.adapter.report.view.Table;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.report.Report;

/** The sections of a report's page, in their order. What there is nothing to say about is left out. */
final class ReportSections {
    private static final int MOST_EVENTS = 2_000;
    private static final double WIDE = 860;
    private static final double NARROW = 360;

    private ReportSections() {}

    /** Returns those before the timeline. */
    static List<Section> before(Report report) {
        return Stream.of(
                        Stream.of(Section.ofList(Outlook.TITLE, Outlook.of(report))),
                        devices(report).stream(),
                        Stream.of(lags(report)))
                .flatMap(sections -> sections)
                .toList();
    }

    private static Optional<Section> devices(Report report) {
        return report.findings()
                .perDevice()
                .filter(devices -> devices.devices().size() > 1)
                .map(devices ->
                        table(DeviceTable.TITLE, DeviceTable.of(devices)).withNotes(List.of(DeviceTable.note())));
    }

    private static Section lags(Report report) {
        Optional<LagHistogram> found = report.findings().lagHistogram();
        if (found.isEmpty()) {
            return Section.of(LagFigure.TITLE, List.of(LagFigure.ABSENT));
        }
        LagHistogram histogram = found.get();
        return Section.ofList(
                        LagFigure.TITLE,
                        report.findings().stepLags().map(Sentences::leads).orElse(List.of()))
                .with(new Section.Picture(
                        Svg.element(LagFigure.of(report, histogram, WIDE), "wide"),
                        Svg.element(LagFigure.of(report, histogram, NARROW), "narrow"),
                        String.join(" ", LagFigure.sentences(histogram))));
    }

    /** Returns those after it. */
    static List<Section> after(Report report) {
        return Stream.of(
                        Stream.of(
                                table("What episodes cost", CostTable.of(report.costs())),
                                table("Directions", DirectionTable.of(report.analysis()))
                                        .withList(qualifiers(report))),
                        FindingBlocks.of(report).stream().map(ReportSections::section),
                        Stream.of(table("Runs", RunTable.of(report.analysis())), events(EventTable.of(report))),
                        report
                                .findings()
                                .continuous()
                                .map(coupling -> table(ContinuousTable.TITLE, ContinuousTable.of(coupling))
                                        .withList(ContinuousTable.firstFlags(coupling)))
                                .stream(),
                        Stream.of(
                                table("Settings", SettingsTable.of(report)),
                                Section.ofList("Method", Method.sentences(report)),
                                Section.ofList("Limits", Method.limits(report)),
                                Section.ofList("Notes", Remarks.of(report))))
                .flatMap(sections -> sections)
                .filter(section -> !section.isEmpty())
                .toList();
    }

    private static Section table(String title, Table table) {
        return section(new Block(title, List.of(), table, Table.Shading.NONE, List.of()));
    }

    private static Section section(Block block) {
        Section section = Section.of(block.title(), block.sentences()).withNotes(block.notes());
        return block.table().rows().isEmpty()
                ? section
                : section.with(PageTable.of(block.title(), block.table(), block.shading()));
    }

    private static List<String> qualifiers(Report report) {
        return report.analysis().qualifiers().stream()
                .map(qualifier -> "Qualifier " + qualifier + ": " + Sentences.qualifier(qualifier) + ".")
                .toList();
    }

    private static Section events(Table events) {
        String title = "Every spike and collapse";
        int left = events.rows().size() - MOST_EVENTS;
        return left > 0
                ? table(title, new Table(events.columns(), events.rows().subList(0, MOST_EVENTS)))
                        .withNotes(List.of("And " + left + " more, in report.json."))
                : table(title, events);
    }
}

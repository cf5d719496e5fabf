package org.thermograd.adapter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.thermograd.adapter.report.view.Block;
import org.thermograd.adapter.report.view.ContinuousTable;
import org.thermograd.adapter.report.view.CostTable;
import org.thermograd.adapter.report.view.DeviceTable;
import org.thermograd.adapter.report.view.DirectionTable;
import org.thermograd.adapter.report.view.EventTable;
import org.thermograd.adapter.report.view.FindingBlocks;
import org.thermograd.adapter.report.view.Headline;
import org.thermograd.adapter.report.view.Method;
import org.thermograd.adapter.report.view.Outlook;
import org.thermograd.adapter.report.view.Remarks;
import org.thermograd.adapter.report.view.RunTable;
import org.thermograd.adapter.report.view.Sentences;
import org.thermograd.adapter.report.view.SettingsTable;
import org.thermograd.adapter.report.view.Table;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.report.Report;

/** A report as a results note in Markdown (GitHub's dialect, for its tables): the question, the answer, how it was found. */
public final class ReportMarkdown {
    private static final int MOST_EVENTS = 50;

    private final List<String> blocks = new ArrayList<>();

    private ReportMarkdown() {}

    /** Returns the note as text that ends with a line end. */
    public static String write(Report report) {
        ReportMarkdown note = new ReportMarkdown();
        note.addAnswer(report);
        note.heading(Outlook.TITLE);
        note.list(Outlook.of(report));
        report.findings()
                .perDevice()
                .filter(devices -> devices.devices().size() > 1)
                .ifPresent(note::addDevices);
        note.heading("Method");
        note.list(Method.sentences(report));
        note.addTable("Runs", RunTable.of(report.analysis()));
        note.addTable("What episodes cost", CostTable.of(report.costs()));
        note.addTable("Directions", DirectionTable.of(report.analysis()));
        note.list(report.analysis().qualifiers().stream()
                .map(qualifier -> "Qualifier " + qualifier + ": " + Sentences.qualifier(qualifier) + ".")
                .toList());
        report.findings().stepLags().ifPresent(lags -> note.list(Sentences.leads(lags)));
        FindingBlocks.of(report).forEach(note::addBlock);
        note.addEvents(EventTable.of(report));
        report.findings().continuous().ifPresent(note::addContinuous);
        note.addTable("Settings", SettingsTable.of(report));
        note.heading("Limits");
        note.list(Method.limits(report));
        List<String> remarks = Remarks.of(report);
        if (!remarks.isEmpty()) {
            note.heading("Notes");
            note.list(remarks);
        }
        return String.join("\n\n", note.blocks) + "\n";
    }

    private void addAnswer(Report report) {
        blocks.add("# Throttling and gradient spikes");
        Headline.notice(report).ifPresent(notice -> blocks.add("> **" + MarkdownTable.text(notice) + "**"));
        blocks.add("**Question.** " + MarkdownTable.text(Method.question()));
        blocks.add("**Answer.** "
                + Headline.sentences(report).stream().map(MarkdownTable::text).collect(Collectors.joining("\n\n")));
        blocks.add(MarkdownTable.text(Headline.counts(report)) + ".\n" + MarkdownTable.text(Headline.settings(report))
                + ".\nMade " + report.generated() + ".");
    }

    private void addContinuous(ContinuousCoupling coupling) {
        addTable(ContinuousTable.TITLE, ContinuousTable.of(coupling));
        list(ContinuousTable.firstFlags(coupling));
    }

    private void addBlock(Block block) {
        heading(block.title());
        block.sentences().forEach(sentence -> blocks.add(MarkdownTable.text(sentence)));
        MarkdownTable.of(block.table()).ifPresent(blocks::add);
        list(block.notes());
    }

    private void addDevices(PerDevice perDevice) {
        addTable(DeviceTable.TITLE, DeviceTable.of(perDevice));
        blocks.add(MarkdownTable.text(DeviceTable.note()));
    }

    private void addEvents(Table events) {
        int left = events.rows().size() - MOST_EVENTS;
        addTable(
                "Spikes and collapses",
                left > 0 ? new Table(events.columns(), events.rows().subList(0, MOST_EVENTS)) : events);
        if (left > 0) {
            blocks.add("And " + left + " more, in report.json.");
        }
    }

    private void heading(String title) {
        blocks.add("## " + title);
    }

    private void list(List<String> sentences) {
        if (!sentences.isEmpty()) {
            blocks.add(sentences.stream()
                    .map(one -> "- " + MarkdownTable.text(one))
                    .collect(Collectors.joining("\n")));
        }
    }

    /** Adds a table under its title; one without rows is left out. */
    private void addTable(String title, Table table) {
        MarkdownTable.of(table).ifPresent(lines -> {
            heading(title);
            blocks.add(lines);
        });
    }
}

package org.thermograd.adapter.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermograd.adapter.report.figure.Svg;
import org.thermograd.adapter.report.view.Block;
import org.thermograd.adapter.report.view.ContinuousTable;
import org.thermograd.adapter.report.view.CostTable;
import org.thermograd.adapter.report.view.DeviceTable;
import org.thermograd.adapter.report.view.DirectionTable;
import org.thermograd.adapter.report.view.EventTable;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.adapter.report.view.FindingBlocks;
import org.thermograd.adapter.report.view.Headline;
import org.thermograd.adapter.report.view.Method;
import org.thermograd.adapter.report.view.Outlook;
import org.thermograd.adapter.report.view.Remarks;
import org.thermograd.adapter.report.view.RunTable;
import org.thermograd.adapter.report.view.Sentences;
import org.thermograd.adapter.report.view.SettingsTable;
import org.thermograd.adapter.report.view.Table;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.timeline.Timeline;
import org.thermograd.domain.analysis.verdict.Analysis;

/**
 * A report as one page that needs nothing beside it, not even a network: the cost and the verdict first, then charts, tables,
 * settings and limits. What there is nothing to say about is left out.
 */
public final class ReportHtml {
    private static final int MOST_EVENTS = 2_000;
    private static final int MOST_TIMELINES = 6;
    private static final String UPLOT = "uplot/";
    private static final double WIDE = 860;
    private static final double NARROW = 360;

    private final Report report;
    private final Html html = new Html();

    private ReportHtml(Report report) {
        this.report = report;
    }

    /** Returns the page. */
    public static String write(Report report) {
        return new ReportHtml(report).page();
    }

    private String page() {
        String style = PageResource.text(UPLOT + "uPlot.min.css") + "\n" + PageResource.text("report.css");
        String script = "/*\n" + PageResource.text(UPLOT + "LICENSE") + "\n*/\n"
                + PageResource.script(UPLOT + "uPlot.iife.min.js") + "\n" + PageResource.script("report.js");
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        html.open("meta", "charset", "utf-8").raw("\n");
        html.open(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
                                + PageResource.source(style) + "; script-src " + PageResource.source(script))
                .raw("\n");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .raw("\n");
        html.element("title", title()).open("style").raw(style).close("style").close("head");
        html.open("body").open("main");
        addAnswer();
        addOutlook();
        addLags();
        addTimelines();
        addTables();
        addWords();
        html.close("main");
        html.open("script").raw(script).close("script");
        return html.close("body").close("html").html();
    }

    private String title() {
        return "Thermograd: "
                + report.analysis()
                        .verdict()
                        .code()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' ');
    }

    private void addAnswer() {
        html.open("header").element("h1", Method.question());
        Headline.notice(report).ifPresent(notice -> html.element("p", notice, "class", "notice"));
        html.open("div", "class", "answer");
        List<String> sentences = Headline.sentences(report);
        for (int i = 0; i < sentences.size(); i++) {
            html.element("p", sentences.get(i), "class", i == sentences.size() - 1 ? "verdict" : "cost");
        }
        html.close("div");
        html.open("p", "class", "code")
                .element("code", report.analysis().verdict().code().name())
                .close("p");
        addGlance();
        html.element("p", Headline.counts(report) + ".", "class", "small");
        html.element("p", "Made " + report.generated() + ".", "class", "small").close("header");
    }

    private void addGlance() {
        Analysis analysis = report.analysis();
        html.open("dl", "class", "glance");
        addFigure("watched", Figures.length(analysis.totalMillis()));
        analysis.forward().ifPresent(forward -> {
            CoincidenceCounts counts = forward.coincidence().counts();
            addFigure("spikes", String.valueOf(counts.causes()));
            addFigure("collapses", String.valueOf(counts.effects()));
        });
        html.close("dl");
    }

    private void addFigure(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private void section(String title) {
        html.element("h2", title);
    }

    private void list(List<String> sentences) {
        if (!sentences.isEmpty()) {
            html.open("ul");
            sentences.forEach(sentence -> html.element("li", sentence));
            html.close("ul");
        }
    }

    private void addOutlook() {
        section(Outlook.TITLE);
        list(Outlook.of(report));
    }

    private void addLags() {
        section(LagFigure.TITLE);
        Optional<LagHistogram> found = report.findings().lagHistogram();
        if (found.isEmpty()) {
            html.element("p", LagFigure.ABSENT);
            return;
        }
        html.open("figure")
                .raw(Svg.element(LagFigure.of(report, found.get(), WIDE), "wide"))
                .raw(Svg.element(LagFigure.of(report, found.get(), NARROW), "narrow"))
                .element("figcaption", String.join(" ", LagFigure.sentences(found.get())))
                .close("figure");
        report.findings().stepLags().ifPresent(lags -> list(Sentences.leads(lags)));
    }

    private void addTimelines() {
        section("Timeline");
        List<Timeline> drawable = report.timelines().stream()
                .filter(timeline -> !timeline.curves().isEmpty())
                .toList();
        if (drawable.isEmpty()) {
            html.element("p", "The source does not hold the signals over time, so none are drawn.");
        }
        List<TimelineView> views = drawable.stream()
                .limit(MOST_TIMELINES)
                .map(timeline -> TimelineView.of(timeline, report.analysis().runs()))
                .toList();
        if (!views.isEmpty()) {
            TimelineHtml.add(views, drawable.size() - views.size(), html);
        }
        html.open("script", "type", "application/json", "id", "timelines")
                .raw(TimelineJson.write(views, report.config().events().gaps()))
                .close("script");
    }

    private void addTables() {
        addTable("What episodes cost", CostTable.of(report.costs()));
        addTable("Directions", DirectionTable.of(report.analysis()));
        list(report.analysis().qualifiers().stream()
                .map(qualifier -> "Qualifier " + qualifier + ": " + Sentences.qualifier(qualifier) + ".")
                .toList());
        report.findings()
                .perDevice()
                .filter(devices -> devices.devices().size() > 1)
                .ifPresent(this::addDevices);
        report.findings().continuous().ifPresent(this::addContinuous);
        FindingBlocks.of(report).forEach(this::addBlock);
        addTable("Runs", RunTable.of(report.analysis()));
        Table events = EventTable.of(report);
        int left = events.rows().size() - MOST_EVENTS;
        addTable(
                "Every spike and collapse",
                left > 0 ? new Table(events.columns(), events.rows().subList(0, MOST_EVENTS)) : events);
        if (left > 0) {
            html.element("p", "And " + left + " more, in report.json.", "class", "small");
        }
        addTable("Settings", SettingsTable.of(report));
    }

    private void addBlock(Block block) {
        section(block.title());
        block.sentences().forEach(sentence -> html.element("p", sentence));
        if (!block.table().rows().isEmpty()) {
            HtmlTables.add(block.table(), block.shading(), block.title(), html);
        }
        block.notes().forEach(note -> html.element("p", note, "class", "small"));
    }

    private void addDevices(PerDevice perDevice) {
        addTable(DeviceTable.TITLE, DeviceTable.of(perDevice));
        html.element("p", DeviceTable.note(), "class", "small");
    }

    private void addContinuous(ContinuousCoupling coupling) {
        addTable(ContinuousTable.TITLE, ContinuousTable.of(coupling));
        list(ContinuousTable.firstFlags(coupling));
    }

    private void addTable(String title, Table table) {
        if (!table.rows().isEmpty()) {
            section(title);
            HtmlTables.add(table, title, html);
        }
    }

    private void addWords() {
        section("Method");
        list(Method.sentences(report));
        section("Limits");
        list(Method.limits(report));
        List<String> remarks = Remarks.of(report);
        if (!remarks.isEmpty()) {
            section("Notes");
            list(remarks);
        }
    }
}

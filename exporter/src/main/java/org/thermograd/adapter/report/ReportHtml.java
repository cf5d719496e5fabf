package org.thermograd.adapter.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermograd.adapter.report.page.Answer;
import org.thermograd.adapter.report.page.Embedded;
import org.thermograd.adapter.report.page.ReportPage;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.adapter.report.view.Headline;
import org.thermograd.adapter.report.view.Method;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.template.JtereportGenerated;

/**
 * A report as one page that needs nothing beside it, not even a network: the cost and the verdict first, then charts, tables,
 * settings and limits. Its markup is the template {@code report.jte}.
 */
public final class ReportHtml {
    private static final String UPLOT = "uplot/";

    private ReportHtml() {}

    /** Returns the page. */
    public static String write(Report report) {
        StringOutput html = new StringOutput();
        JtereportGenerated.render(new OwaspHtmlTemplateOutput(html), null, page(report));
        return html.toString();
    }

    private static ReportPage page(Report report) {
        return new ReportPage(
                code(report).toLowerCase(Locale.ROOT).replace('_', ' '),
                embedded(PageResource.text(UPLOT + "uPlot.min.css") + "\n" + PageResource.text("report.css")),
                embedded("/*\n" + PageResource.text(UPLOT + "LICENSE") + "\n*/\n"
                        + PageResource.script(UPLOT + "uPlot.iife.min.js") + "\n" + PageResource.script("report.js")),
                answer(report),
                ReportSections.before(report),
                TimelinePanels.of(report),
                ReportSections.after(report));
    }

    private static Embedded embedded(String text) {
        return new Embedded(text, PageResource.source(text));
    }

    private static String code(Report report) {
        return report.analysis().verdict().code().name();
    }

    private static Answer answer(Report report) {
        List<String> sentences = Headline.sentences(report);
        int last = sentences.size() - 1;
        return new Answer(
                Method.question(),
                Headline.notice(report),
                sentences.subList(0, last),
                sentences.get(last),
                code(report),
                glance(report.analysis()),
                List.of(Headline.counts(report) + ".", "Made " + report.generated() + "."));
    }

    private static List<Answer.Glance> glance(Analysis analysis) {
        List<Answer.Glance> glance = new ArrayList<>();
        glance.add(new Answer.Glance("watched", Figures.length(analysis.totalMillis())));
        analysis.forward().ifPresent(forward -> {
            CoincidenceCounts counts = forward.coincidence().counts();
            glance.add(new Answer.Glance("spikes", String.valueOf(counts.causes())));
            glance.add(new Answer.Glance("collapses", String.valueOf(counts.effects())));
        });
        return glance;
    }
}

package org.thermograd.adapter.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import org.thermograd.adapter.report.page.Answer;
import org.thermograd.adapter.report.page.Embedded;
import org.thermograd.adapter.report.page.Section;
import org.thermograd.adapter.report.page.SectionsPage;
import org.thermograd.template.JtesectionsGenerated;

/** A page of an answer and sections in the style of the report, with neither a script nor anything beside it. */
public final class SectionsHtml {
    private SectionsHtml() {}

    /**
     * Returns the page.
     *
     * @param title what a browser shows above it, after the name of the program
     */
    public static String write(String title, Answer answer, List<Section> sections) {
        String style = PageResource.text("report.css");
        StringOutput html = new StringOutput();
        JtesectionsGenerated.render(
                new OwaspHtmlTemplateOutput(html),
                null,
                new SectionsPage(title, new Embedded(style, PageResource.source(style)), answer, sections));
        return html.toString();
    }
}

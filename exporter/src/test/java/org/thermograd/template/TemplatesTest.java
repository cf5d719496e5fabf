package org.thermograd.template;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.report.page.Answer;
import org.thermograd.adapter.report.page.PageTable;
import org.thermograd.adapter.report.page.Section;
import org.thermograd.adapter.report.page.Timelines;
import org.thermograd.testing.Checkout;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The templates with words that would be markup: whatever a record holds stands in the page as it is. */
class TemplatesTest {
    private static final Path FOLDER = Checkout.root().resolve("exporter/src/main/jte");
    private static final String HOSTILE = "</script></td><b class=\"x\" id='y'>&amp; ${x}";

    /** Returns what a template writes, which is XML too but for what a browser needs no end tag for. */
    private static Element written(Consumer<HtmlTemplateOutput> template) throws Exception {
        StringOutput html = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(html));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<body>" + html + "</body>")))
                .getDocumentElement();
    }

    private static Optional<String> hostile(int number) {
        return Optional.of(HOSTILE + number);
    }

    private static List<Element> elements(Element within, String tag) {
        NodeList found = within.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<String> texts(Element within, String tag) {
        return elements(within, tag).stream().map(Element::getTextContent).toList();
    }

    private static List<String> attributes(Element within, String tag, String name) {
        return elements(within, tag).stream()
                .filter(element -> element.hasAttribute(name))
                .map(element -> element.getAttribute(name))
                .toList();
    }

    @Test
    void aTableHoldsWordsAsTheyAre() throws Exception {
        PageTable table = new PageTable(
                HOSTILE + 1,
                "scroll",
                "list",
                List.of(
                        new PageTable.Heading(HOSTILE + 2, true),
                        new PageTable.Heading(HOSTILE + 3, false),
                        new PageTable.Heading("", false)),
                List.of(new PageTable.Row(
                        hostile(4),
                        List.of(new PageTable.Cell(HOSTILE + 5, "figures own"), new PageTable.Cell(HOSTILE + 6, "")))));

        Element body = written(output -> JtetableGenerated.render(output, null, table));

        assertThat(attributes(body, "div", "aria-label")).containsExactly(HOSTILE + 1);
        assertThat(texts(body, "th")).containsExactly(HOSTILE + 2, HOSTILE + 3, HOSTILE + 4);
        assertThat(attributes(body, "th", "scope")).containsExactly("col", "col", "row");
        assertThat(texts(body, "td")).containsExactly("", HOSTILE + 5, HOSTILE + 6);
        assertThat(attributes(body, "td", "class")).containsExactly("figures own");
        assertThat(elements(body, "b")).isEmpty();
    }

    @Test
    void aSectionHoldsWordsAsTheyAreAndDrawingsAsMarkup() throws Exception {
        Section section = Section.of(HOSTILE + 1, List.of(HOSTILE + 2))
                .with(new Section.Picture("<svg id=\"wide\"/>", "<svg id=\"narrow\"/>", HOSTILE + 3))
                .withList(List.of(HOSTILE + 4))
                .withNotes(List.of(HOSTILE + 5));

        Element body = written(output -> JtesectionGenerated.render(output, null, section));

        assertThat(texts(body, "h2")).containsExactly(HOSTILE + 1);
        assertThat(texts(body, "p")).containsExactly(HOSTILE + 2, HOSTILE + 5);
        assertThat(texts(body, "figcaption")).containsExactly(HOSTILE + 3);
        assertThat(texts(body, "li")).containsExactly(HOSTILE + 4);
        assertThat(attributes(body, "svg", "id")).containsExactly("wide", "narrow");
        assertThat(elements(body, "b")).isEmpty();
    }

    @Test
    void aSectionWithATitleOnlyHasNothingElse() throws Exception {
        Element body = written(output -> JtesectionGenerated.render(output, null, Section.of("Notes", List.of())));

        assertThat(elements(body, "*")).extracting(Element::getTagName).containsExactly("h2");
    }

    @Test
    void theHeadHoldsWordsAsTheyAre() throws Exception {
        Answer answer = new Answer(
                HOSTILE + 1,
                hostile(2),
                List.of(HOSTILE + 3),
                HOSTILE + 4,
                HOSTILE + 5,
                List.of(new Answer.Glance(HOSTILE + 6, HOSTILE + 7)),
                List.of(HOSTILE + 8));

        Element body = written(output -> JteanswerGenerated.render(output, null, answer));

        assertThat(texts(body, "h1")).containsExactly(HOSTILE + 1);
        assertThat(texts(body, "p")).containsExactly(HOSTILE + 2, HOSTILE + 3, HOSTILE + 4, HOSTILE + 5, HOSTILE + 8);
        assertThat(attributes(body, "p", "class")).containsExactly("notice", "cost", "verdict", "code", "small");
        assertThat(texts(body, "dt")).containsExactly(HOSTILE + 6);
        assertThat(texts(body, "dd")).containsExactly(HOSTILE + 7);
        assertThat(elements(body, "b")).isEmpty();
    }

    @Test
    void timelinesHoldWordsAsTheyAreAndAreNumbered() throws Exception {
        Timelines.RunTimeline run = new Timelines.RunTimeline(
                hostile(1),
                hostile(2),
                List.of(
                        new Timelines.Panel(HOSTILE + 3, HOSTILE + 4, 1, HOSTILE + 5),
                        new Timelines.Panel("Power", "", 2, "much")),
                hostile(6));
        Timelines timelines = new Timelines(List.of(run, run), true, true, hostile(7), "{\"epoch\":0}");

        Element body = written(output -> JtetimelinesGenerated.render(output, null, timelines));

        assertThat(texts(body, "h3")).containsExactly(HOSTILE + 1, HOSTILE + 1);
        assertThat(texts(body, "p")).contains(HOSTILE + 2, HOSTILE + 6).endsWith(HOSTILE + 7);
        assertThat(texts(body, "h4")).startsWith(HOSTILE + 3 + " in " + HOSTILE + 4, "Power");
        assertThat(attributes(body, "div", "aria-label")).startsWith(HOSTILE + 5, "much");
        assertThat(attributes(body, "div", "data-run")).containsExactly("0", "1");
        assertThat(attributes(body, "div", "data-panel")).containsExactly("0", "1", "0", "1");
        assertThat(attributes(body, "div", "class"))
                .startsWith("timeline", "panel single", "panel")
                .hasSize(6);
        assertThat(texts(body, "script")).containsExactly("{\"epoch\":0}");
        assertThat(elements(body, "b")).isEmpty();
    }

    /** What a template writes without escaping is ours: style sheet, script, drawings, and JSON that ends no element. */
    @Test
    void nothingElseIsWrittenAsMarkup() throws IOException {
        List<String> raw = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                Pattern.compile("\\$unsafe\\{[^}]*\\}|@raw\\b|!\\{[^}]*\\}")
                        .matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(raw::add);
            }
        }

        assertThat(raw)
                .containsExactly(
                        "$unsafe{page.style().text()}",
                        "$unsafe{page.script().text()}",
                        "$unsafe{section.picture().get().wide()}",
                        "$unsafe{section.picture().get().narrow()}",
                        "$unsafe{page.style().text()}",
                        "$unsafe{timelines.json()}");
    }
}

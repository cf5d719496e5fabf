package org.thermograd.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Reports.aReport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.timeline.Curve;
import org.thermograd.domain.analysis.timeline.CurveKind;
import org.thermograd.domain.analysis.timeline.Timeline;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class ReportHtmlTest {
    private static List<Run> coupled() {
        return GoldenRuns.session(Vectors.read("02_coupled_forward.json").get("inputs"), "luna");
    }

    private static TimeSeries everySecond(int n) {
        return TimeSeries.of(
                IntStream.range(0, n).mapToLong(i -> 1000L * i).toArray(),
                IntStream.range(0, n).mapToDouble(i -> i % 10 == 0 ? 1 : 0).toArray());
    }

    private static Report with(List<Run> runs, List<Timeline> timelines) {
        return aReport(runs).with(timelines);
    }

    private static List<String> found(String page, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static JsonNode timelines(String page) throws Exception {
        return new ObjectMapper()
                .readTree(found(page, "<script type=\"application/json\" id=\"timelines\">(.*?)</script>")
                        .get(0));
    }

    @Test
    void beginsWithTheVerdictAndHasASectionForEachThingThereIs() {
        List<Run> runs = coupled();
        Timeline timeline = new Timeline(
                "luna",
                List.of("luna"),
                List.of(new Curve(
                        CurveKind.GRAD_NORM, Optional.empty(), runs.get(0).gradNorm())));

        String page = ReportHtml.write(with(runs, List.of(timeline)));

        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        assertThat(page.substring(page.indexOf("<body>"), page.indexOf("<h2>")))
                .contains(
                        "<p class=\"verdict\">Coupled: spikes precede collapses. 26 of 30 collapses (86.7 %) began 1–16 s")
                .contains("<code>COUPLED_SPIKES_PRECEDE_COLLAPSES</code>")
                .contains("<dt>collapses</dt>\n<dd>30</dd>")
                .doesNotContain("notice");
        assertThat(found(page, "<h2>(.*?)</h2>"))
                .containsExactly(
                        "What this session could have seen, and how long to run",
                        "How spikes and collapses lie in time to each other",
                        "Timeline",
                        "Directions",
                        "Spikes as an alarm for collapses",
                        "Runs swapped",
                        "Runs",
                        "Every spike and collapse",
                        "Settings",
                        "Method",
                        "Limits",
                        "Notes");
        assertThat(found(page, "<tr>\\s*<td>(1970[^<]*)</td>"))
                .as("every event has a row")
                .hasSize(67);
    }

    @Test
    void saysWhyThereIsNoHistogramAndNoTimeline() {
        String page = ReportHtml.write(aReport(
                List.of(new Run("luna", everySecond(30), new TreeMap<>(Map.of("gpu0", everySecond(0)))))));

        assertThat(page).contains("<p>" + LagFigure.ABSENT + "</p>").contains("does not hold the signals over time");
    }

    @Test
    void needsNothingBesideIt() {
        String page = ReportHtml.write(aReport(coupled()));

        assertThat(found(page, "((?:src|href|action)\\s*=\\s*[\"'][^\"']*)")).isEmpty();
        assertThat(found(page, "(url\\([^)]*\\)|@import)")).isEmpty();
        assertThat(found(page, "content=\"(default-src [^\"]*)\""))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-")
                .contains(
                        PageResource.source(found(page, "<style>(.*?)</style>").get(0)))
                .contains(PageResource.source(
                        found(page, "<script>(.*?)</script>").get(0)))
                .doesNotContain("unsafe");
        assertThat(page).contains("Copyright (c) 2022 Leon Sorokin").contains("uPlot (v1.6.32)");
    }

    @Test
    void makesNoMarkupOfWhatUsersName() throws Exception {
        String name = "</script><b>\"x\"&amp;";
        Run run = new Run(name, everySecond(30), new TreeMap<>(Map.of("gpu0", everySecond(30))));
        Curve curve = new Curve(CurveKind.POWER_WATTS, Optional.of(name), everySecond(30));

        String page = ReportHtml.write(with(List.of(run), List.of(new Timeline(name, List.of(name), List.of(curve)))));

        assertThat(page)
                .contains("<h2>Runs</h2>")
                .contains("<td>&lt;/script&gt;&lt;b&gt;\"x\"&amp;amp;</td>")
                .doesNotContain("<b>")
                .doesNotContain("\"x\"&amp;</td>");
        assertThat(found(page, "(</script>)")).hasSize(2);
        assertThat(timelines(page).at("/runs/0/panels/0/series/0/label").textValue())
                .isEqualTo(name);
    }

    @Test
    void keepsSpikesOfALongRunInALimitedSize() throws Exception {
        int n = 400_000;
        double[] norms = new double[n];
        Arrays.setAll(norms, i -> 20 + Math.sin(i));
        norms[123_456] = 977.5;
        long[] times = IntStream.range(0, n).mapToLong(i -> 400L * i).toArray();
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(CurveKind.GRAD_NORM, Optional.empty(), TimeSeries.of(times, norms)));
        for (int device = 0; device < 64; device++) {
            for (CurveKind signal :
                    List.of(CurveKind.TEMPERATURE_CELSIUS, CurveKind.POWER_WATTS, CurveKind.CLOCK_HERTZ)) {
                curves.add(new Curve(signal, Optional.of("gpu" + device), everySecond(86_400)));
            }
        }
        Run run = new Run("luna", everySecond(30), new TreeMap<>(Map.of("gpu7", everySecond(30))));

        String page = ReportHtml.write(with(List.of(run), List.of(new Timeline("luna", List.of("luna"), curves))));

        JsonNode panels = timelines(page).at("/runs/0/panels");
        assertThat(panels.at("/0/series/0/v").toString()).contains(",977.5,");
        assertThat(panels.at("/0/log").booleanValue()).isTrue();
        assertThat(panels.at("/1/series")).hasSize(8);
        assertThat(panels.at("/1/series").toString())
                .as("the one with collapses")
                .contains("\"gpu7\"");
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_500_000);
        assertThat(page).contains("those with the most collapses are drawn; 56 more devices not.");
    }

    @Test
    void aLineBreaksWhereNothingWasRecorded() throws Exception {
        long[] times = {0, 1000, 2000, 60_000, 61_000};
        Curve curve = new Curve(CurveKind.POWER_WATTS, Optional.of("gpu0"), TimeSeries.of(times, new double[5]));
        Run run = new Run("luna", everySecond(30), new TreeMap<>());

        String page =
                ReportHtml.write(with(List.of(run), List.of(new Timeline("luna", List.of("luna"), List.of(curve)))));

        JsonNode series = timelines(page).at("/runs/0/panels/0/series/0");
        assertThat(series.get("dt").toString()).isEqualTo("[0,1000,1000,58000,1000]");
        assertThat(series.get("gap").longValue()).isEqualTo(5000);
    }

    @Test
    void neverSaysMoreThanWasFound() {
        for (JsonNode one : Vectors.read("05_edge_cases.json").get("cases")) {
            String page = ReportHtml.write(aReport(GoldenRuns.runs(one.at("/inputs/runs"))));
            String words = page.substring(page.indexOf("<main>"), page.indexOf("</main>"));

            assertThat(words.toLowerCase(Locale.ROOT))
                    .as(one.get("name").textValue())
                    .doesNotContainPattern("\\b(independent|no correlation|causes?|caused|proves|nan)\\b");
        }
    }
}

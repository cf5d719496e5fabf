package org.thermograd.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Reports.aReport;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class ReportMarkdownTest {
    private static TimeSeries everySecond(int n) {
        return TimeSeries.of(
                IntStream.range(0, n).mapToLong(i -> 1000L * i).toArray(),
                IntStream.range(0, n).mapToDouble(i -> i % 10 == 0 ? 1 : 0).toArray());
    }

    @Test
    void answersBeforeItExplains() {
        String note = ReportMarkdown.write(aReport(
                GoldenRuns.session(Vectors.read("02_coupled_forward.json").get("inputs"), "luna")));

        assertThat(note)
                .startsWith("# Throttling and gradient spikes\n\n**Question.** Did throttling slow this training run")
                .contains("**Answer.** Coupled: spikes precede collapses. 26 of 30 collapses (86.7 %) began 1–16 s")
                .contains(
                        "| collapses after spikes | 26 of 30 | 15.4 % | 35.7 \\[12.4, 141\\] | 0.842 | 0.000881 | 0.00176 |")
                .contains("| luna | 3600 | 37 | 37 | gpu0 30 | 60 min | 1 |")
                .contains("| window after the guard | --delta-t | 15 s |")
                .endsWith("\n")
                .doesNotContain("Simulated", "\n\n\n");
        assertThat(note.lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## What this session could have seen, and how long to run",
                        "## Method",
                        "## Runs",
                        "## Directions",
                        "## Spikes as an alarm for collapses",
                        "## Runs swapped",
                        "## Spikes and collapses",
                        "## Settings",
                        "## Limits",
                        "## Notes");
    }

    @Test
    void saysOfEachEventWhatCameBeforeIt() {
        String note = ReportMarkdown.write(aReport(
                GoldenRuns.session(Vectors.read("02_coupled_forward.json").get("inputs"), "luna")));

        assertThat(note.lines().filter(line -> line.matches(".*collapse of gpu0 .*a spike [\\d.]+ s before \\|")))
                .as("as many as the answer counts, of the first 50 events")
                .hasSizeBetween(10, 26);
        assertThat(note).contains("And 17 more, in report.json.");
    }

    @Test
    void makesNoMarkupOfWhatUsersName() {
        Run run = new Run("a|b_*<i>[x](y)`", everySecond(30), new TreeMap<>(Map.of("gpu0", everySecond(30))));

        assertThat(ReportMarkdown.write(aReport(List.of(run))))
                .contains("| a\\|b\\_\\*\\<i\\>\\[x\\](y)\\` | 30 |")
                .contains("detector log_hampel flags");
    }

    @Test
    void neverSaysMoreThanWasFound() {
        JsonNode cases = Vectors.read("05_edge_cases.json").get("cases");
        for (JsonNode one : cases) {
            String note = ReportMarkdown.write(aReport(GoldenRuns.runs(one.at("/inputs/runs"))));

            assertThat(note.toLowerCase(Locale.ROOT))
                    .as(one.get("name").textValue())
                    .doesNotContainPattern("\\b(independent|no correlation|causes?|caused|proves|nan)\\b");
        }
    }
}

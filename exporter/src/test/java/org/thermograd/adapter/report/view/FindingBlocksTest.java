package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.adapter.report.ReportHtml;
import org.thermograd.adapter.report.ReportMarkdown;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.EventRuns;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Reports;
import org.thermograd.testing.Vectors;

class FindingBlocksTest {
    private static final CorrelationConfig DEFAULTS = CorrelationConfig.DEFAULTS;

    private static Report report(List<RunEvents> runs) {
        return Reports.withFindings(EventRuns.analysis(runs), Prediction.Signals.NONE);
    }

    /** Runs of ten minutes with one spike each, and collapses after the one of the first run. */
    private static List<RunEvents> runs(int count) {
        List<RunEvents> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long spike = 100_000 + i * 60_000L;
            runs.add(EventRuns.run(
                    "run-" + i, EventRuns.watched(0, 600_000), new long[] {spike}, new long[] {108_000, 300_000}));
        }
        return runs;
    }

    private static List<String> titles(Report report) {
        return FindingBlocks.of(report).stream().map(Block::title).toList();
    }

    @Test
    void comparesTheAlarmsAndSaysHowToReadThem() {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");
        DetectedRuns detected = new Analyzer(DEFAULTS).detect(GoldenRuns.session(inputs, "run"));
        TimeSeries celsius =
                TimeSeries.of(Numbers.longs(inputs.at("/hardware/t")), Numbers.doubles(inputs.at("/hardware/tempC")));
        Report report = Reports.withFindings(
                new Analyzer(DEFAULTS).analyze(detected),
                new Prediction.Signals(detected, Map.of("run", new TreeMap<>(Map.of("gpu0", celsius)))));

        Block block = PredictionBlock.of(report);

        assertThat(block.sentences())
                .containsExactly(
                        "Spike as alarm: caught 26 of 30, 11 false per hour, lead 7.01 s; a temperature alarm with"
                                + " as many alarms caught 16.");
        assertThat(block.table().rows()).hasSize(2);
        assertThat(block.table().rows().get(0))
                .startsWith("spike", "37", "26 of 30 = 86.7 % [70.3, 94.7]")
                .element(5)
                .asString()
                .startsWith("7.01 s (");
        assertThat(block.table().rows().get(1).get(0)).matches("temperature above its 9\\d\\.\\d % quantile");
        assertThat(block.notes())
                .contains("The temperature alarm knows the whole run beforehand, which favors it.")
                .anyMatch(note -> note.startsWith("A collapse is caught if an alarm came 1–16 s before it"))
                .anyMatch(note -> note.endsWith("p = 0.000881 for the spikes."))
                .anyMatch(note -> note.matches(
                        "Sample by sample: in [\\d.]+ % of all pairs .*: (weak|moderate) foresight, p = .*"));
    }

    @Test
    void saysWhatAnAlarmCannotBeComparedWith() {
        assertThat(PredictionBlock.of(report(runs(2))).notes())
                .anyMatch(note -> note.startsWith("There is no temperature alarm to compare with"))
                .anyMatch(note -> note.startsWith("How well steps tell sample by sample is not known"));
    }

    @Test
    void showsWhichRunsLookCoupledWithWhich() {
        Block block = PlaceboBlock.of(report(runs(3)));

        assertThat(block.sentences())
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith(
                        "Of different runs the most above chance are the spikes of run-0 with the collapses of run-1: +0.")
                .endsWith("; runs with themselves have -0.05 to +0.95.");
        assertThat(block.table().rows())
                .containsExactly(
                        List.of("run-0", "1, chance 0.05", "1, chance 0.05", "1, chance 0.05"),
                        List.of("run-1", "0, chance 0.05", "0, chance 0.05", "0, chance 0.05"),
                        List.of("run-2", "0, chance 0.05", "0, chance 0.05", "0, chance 0.05"));
        assertThat(block.shading().classes(0, 1)).isEqualTo("shade-1 own");
        assertThat(block.shading().classes(0, 2)).isEqualTo("shade-1");
        assertThat(block.shading().classes(1, 2).strip()).isEqualTo("own");
        assertThat(block.shading().classes(1, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, There is no other run to swap this one with: the spikes of each run are set against the collapses of the others"
                + " where there are 2 to 7 runs.",
        "8, 'There are 8 runs, too many to swap: the spikes of each run are set against the collapses of the others where"
                + " there are 2 to 7 runs.'"
    })
    void saysWhyRunsAreNotSwapped(int runs, String reason) {
        Block block = PlaceboBlock.of(report(runs(runs)));

        assertThat(block.sentences()).containsExactly(reason);
        assertThat(block.table().rows()).isEmpty();
        assertThat(block.notes()).isEmpty();
    }

    @Test
    void saysThatWithoutEventsThereIsNothingToTell() {
        RunEvents silent = EventRuns.run("silent", EventRuns.watched(0, 600_000), new long[] {1000}, new long[] {});
        RunEvents unwatched = EventRuns.run("unwatched", EventRuns.watched(), new long[] {}, new long[] {});

        Report both = report(List.of(silent, silent));

        assertThat(titles(both)).containsExactly(PredictionBlock.TITLE, PlaceboBlock.TITLE);
        assertThat(PredictionBlock.of(both).sentences())
                .containsExactly("There is no alarm to judge: that takes a spike and a collapse in the time watched.");
        assertThat(PlaceboBlock.of(both).sentences())
                .containsExactly("Swapping runs tells nothing without a spike and a collapse in the time watched.");
        assertThat(PlaceboBlock.of(report(List.of(silent, unwatched))).sentences())
                .containsExactly("Runs cannot be swapped: one of them has no time in which both sides were watched.");
    }

    @Test
    void listsTheWindowsThatWereLookedAt() {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");
        Report report = Reports.withFindings(
                new Analyzer(DEFAULTS).analyze(GoldenRuns.session(inputs, "run")), Prediction.Signals.NONE);

        Block block = ScanBlock.of(report).orElseThrow();

        assertThat(block.table().rows()).hasSize(10);
        assertThat(block.table().rows().get(2))
                .startsWith("collapses after spikes", "15 s", "26 of 30", "35.7 [12.4, 141]");
    }

    @Test
    void pageAndNoteTellTheSame() {
        Report report = report(runs(3));

        String page = ReportHtml.write(report);
        String note = ReportMarkdown.write(report);

        assertThat(page)
                .contains("<h2>Spikes as an alarm for collapses</h2>", "<h2>Runs swapped</h2>")
                .contains("<th scope=\"row\">run-0</th>\n<td class=\"figures shade-1 own\">1, chance 0.05</td>");
        assertThat(note)
                .contains("## Spikes as an alarm for collapses", "## Runs swapped")
                .contains("| run-0 | 1, chance 0.05 | 1, chance 0.05 | 1, chance 0.05 |");
    }
}

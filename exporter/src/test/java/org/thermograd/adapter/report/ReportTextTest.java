package org.thermograd.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Reports;
import org.thermograd.testing.Vectors;

class ReportTextTest {
    private static List<String> lines(List<Run> runs, Source.Remark... remarks) {
        return ReportText.lines(Reports.aReport(runs, remarks));
    }

    @Test
    void showsTheVerdictThenTheCountsThenNotesThenTheTests() {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");

        List<String> lines = lines(GoldenRuns.session(inputs, "luna"));

        assertThat(lines.subList(1, 10))
                .containsExactly(
                        "Verdict COUPLED_SPIKES_PRECEDE_COLLAPSES from recorded files: 1 run, 60 min watched,"
                                + " 37 spikes, 30 collapses (30/h, 95 % 20.2–42.8)",
                        "Note: luna: 2 steps around a restart, too few to judge; left out",
                        "Note: luna: gpu7 is not in h.csv",
                        "Guard 1 s, window 15 s, detector log_hampel, collapses recorded, seed 1; qualifiers: none",
                        "                           K of n       exposure   rate ratio [95 %]      coupling   p         q",
                        "  collapses after spikes   26 of 30     15.4 %     35.7 [12.4, 141]       0.842      0.000881  0.00176",
                        "  spikes after collapses   1 of 37      12.5 %     0.194 [0.00479, 1.15]  -0.112     0.997     0.997",
                        "  within ±1 s              0 of 30      3.09 %     0 [0, 4.1]             -0.0319    1",
                        "Run luna: 3600 steps, 37 flagged in 37 spikes; collapses in all gpu0 30; watched 60 min in 1 segment");
    }

    @Test
    void saysWhatEachEdgeCaseNeedsSaid() {
        JsonNode cases = Vectors.read("05_edge_cases.json").get("cases");
        JsonNode nonFinite = named(cases, "some NaN and Inf");
        JsonNode censored = named(cases, "flag already 1 at the first sample");
        JsonNode saturated = named(cases, "only the backward windows saturate (collapse every 14 s)");

        assertThat(lines(GoldenRuns.runs(nonFinite.at("/inputs/runs"))))
                .contains("Note: r: 24 gradient norms not finite, counted and never a spike");
        assertThat(lines(GoldenRuns.runs(censored.at("/inputs/runs"))))
                .contains("Note: r: 1 stretch began inside a collapse, whose onset nobody saw");
        assertThat(lines(GoldenRuns.runs(saturated.at("/inputs/runs"))))
                .contains("Qualifier WINDOWS_SATURATED_BACKWARD: windows after collapses fill too much of the time: not"
                        + " tested")
                .anyMatch(line -> line.startsWith("  spikes after collapses") && line.endsWith("saturated"));
    }

    private static JsonNode named(JsonNode cases, String name) {
        for (JsonNode one : cases) {
            if (one.get("name").textValue().equals(name)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no case " + name);
    }

    private static TimeSeries everySecond(double value, int n) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return TimeSeries.of(IntStream.range(0, n).mapToLong(i -> 1000L * i).toArray(), values);
    }

    @Test
    void namesWhatWasLeftOut() {
        TimeSeries norms = everySecond(40, 30);
        Run seen = new Run(
                "seen", norms, new TreeMap<>(Map.of("cpu", everySecond(Double.NaN, 30), "gpu0", everySecond(0, 30))));
        Run dark = new Run("dark", norms, new TreeMap<>(Map.of("gpu0", everySecond(Double.NaN, 30))));

        assertThat(lines(List.of(seen, dark)))
                .contains("Note: dark: left out, none of its devices could observe collapses")
                .contains("Note: seen: collapses of cpu could not be observed; left out")
                .contains("Note: seen: fewer than 40 norms above 0, so judged by batch_log_mad in place of log_hampel");
    }

    @Test
    void repeatsWhatTheReadersSkipped() {
        List<String> lines = lines(
                List.of(new Run("luna", everySecond(40, 30), new TreeMap<>(Map.of("gpu0", everySecond(0, 30))))),
                new Source.Remark("UNKNOWN_DEVICE", "other device", 2, "line 7", Optional.of("GPU0")));

        assertThat(lines)
                .contains("Note: h.csv: 2 × other device, first at line 7: GPU0")
                .contains("Note: luna: 2 steps around a restart, too few to judge; left out")
                .contains("Note: luna: gpu7 is not in h.csv");
    }
}

package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.EventRuns;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class FindingSentencesTest {
    private static final CorrelationConfig DEFAULTS = CorrelationConfig.DEFAULTS;

    @Test
    void saysHowGoodAnAlarmSpikesAreBesideATemperature() {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");
        DetectedRuns detected = new Analyzer(DEFAULTS).detect(GoldenRuns.session(inputs, "run"));
        TimeSeries celsius =
                TimeSeries.of(Numbers.longs(inputs.at("/hardware/t")), Numbers.doubles(inputs.at("/hardware/tempC")));

        Prediction prediction = Prediction.of(
                        new Analyzer(DEFAULTS).analyze(detected),
                        DEFAULTS,
                        new Prediction.Signals(detected, Map.of("run", new TreeMap<>(Map.of("gpu0", celsius)))))
                .orElseThrow();

        assertThat(PredictionBlock.sentence(prediction))
                .isEqualTo(
                        "spike as alarm: caught 26 of 30, 11 false per hour, lead 7.01 s; a temperature alarm with as"
                                + " many alarms caught 16");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        RunEvents run = EventRuns.run(
                "run", EventRuns.watched(0, 1_800_000), new long[] {100_000, 500_000}, new long[] {300_000});

        Prediction prediction = Prediction.of(EventRuns.analysis(List.of(run)), DEFAULTS, Prediction.Signals.NONE)
                .orElseThrow();

        assertThat(PredictionBlock.sentence(prediction)).isEqualTo("spike as alarm: caught 0 of 1, 4 false per hour");
    }

    private static Placebo placebo(int runs, long step) {
        List<RunEvents> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            long spike = 100_000 + i * step;
            all.add(EventRuns.run(
                    "run-" + i, EventRuns.watched(0, 600_000), new long[] {spike}, new long[] {spike + 8_000}));
        }
        return Placebo.of(EventRuns.analysis(all), DEFAULTS).orElseThrow();
    }

    @Test
    void saysWhatSwappedRunsTell() {
        assertThat(PlaceboBlock.sentence(placebo(5, 60_000)))
                .isEqualTo("excess of collapses after spikes 4.88 with each run's own; p = 0.00833 of all"
                        + " 120 pairings");
        assertThat(PlaceboBlock.sentence(placebo(2, 60_000)))
                .isEqualTo("excess of collapses after spikes 1.95 with each run's own; as large in 1 of 2"
                        + " pairings, too few for a p-value (5 runs at least)");
    }

    @Test
    void saysWhichWindowStandsOutMost() {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");
        Analysis analysis = new Analyzer(DEFAULTS).analyze(GoldenRuns.session(inputs, "run"));

        assertThat(ScanBlock.sentence(new Analyzer(DEFAULTS).scan(analysis).orElseThrow()))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("Exploratory, windows of 5 to 120 s in both directions: smallest q of all 10 is ")
                        .contains(", collapses after spikes within "));
    }

    @Test
    void ranksDevicesInATable() {
        JsonNode inputs = Vectors.read("09_runs_devices.json").get("inputs");
        List<Run> runs = GoldenRuns.runs(inputs.get("runs"));

        PerDevice perDevice = PerDevice.of(new Analyzer(DEFAULTS).analyze(runs), DEFAULTS, (run, device) -> device)
                .orElseThrow();

        List<List<String>> rows = DeviceTable.of(perDevice).rows();
        assertThat(rows.get(0)).startsWith("1", "gpu0").endsWith("8.0e-06", "coupled");
        assertThat(rows.get(1)).startsWith("2", "gpu1").endsWith("1", "");
    }
}

package org.thermograd.domain.analysis.comparison;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.HandMadeSession;

class RecordedRunTest {
    private static TrainingRecording training(double... steps) {
        SampleTable.Builder entries = SampleTable.builder(TrainingRecording.COLUMNS.toArray(String[]::new));
        for (int i = 0; i < steps.length; i++) {
            entries.add(1000L * i, 1, 1, steps[i], Double.NaN, 3);
        }
        return new TrainingRecording(
                entries.build(), TimeSeries.EMPTY, TimeSeries.EMPTY, new Tally(steps.length, Map.of()));
    }

    @Test
    void aSessionTellsWhenTheDriverThrottled() {
        ComparedRun run = RecordedRun.of(
                new HandMadeSession()
                        .device("gpu0", new long[] {0, 1, 2, 3}, "none", "sw_thermal", "", "idle|sw_thermal")
                        .device("gpu1", new long[] {0, 1}, "", "")
                        .run("r", training(1, 2, 3))
                        .session(),
                "r",
                List.of());

        assertThat(requireNonNull(run.devices().get("gpu0")).throttled().values())
                .containsExactly(0, 1, Double.NaN, 0);
        assertThat(requireNonNull(run.devices().get("gpu0")).reasonsAreKnown()).isTrue();
        assertThat(requireNonNull(run.devices().get("gpu1")).reasonsAreKnown()).isFalse();
        assertThat(run.reasonsAreKnown()).isFalse();
        assertThat(run.clocksAreKnown()).isFalse();
        assertThat(run.isNumbered()).isTrue();
        assertThat(run.labels()).isEmpty();
    }

    @Test
    void aStepWithoutANumberLeavesTheRunWithoutThem() {
        ComparedRun run = RecordedRun.of(
                new HandMadeSession().run("r", training(1, Double.NaN)).session(), "r", List.of());

        assertThat(run.isNumbered()).isFalse();
        assertThat(run.reasonsAreKnown()).isFalse();
    }

    @Test
    void onlySomeLabelsMustAgree() {
        Map<String, String> labels = Map.of("Batch-Size", "32", "model", "m", "commit", "abc", "host", "luna");

        assertThat(ComparisonLabels.of(labels, List.of())).containsOnlyKeys("Batch-Size", "model");
        assertThat(ComparisonLabels.of(labels, List.of("model"))).containsOnlyKeys("Batch-Size");
    }
}

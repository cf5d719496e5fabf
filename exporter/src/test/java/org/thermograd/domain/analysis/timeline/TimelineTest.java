package org.thermograd.domain.analysis.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class TimelineTest {
    private static SampledRun run(double[] norms, double[] steps, SampleTable samples) {
        long[] times = new long[norms.length];
        SampleTable.Builder entries = SampleTable.builder(SampledRun.GRAD_NORM, SampledRun.LOSS);
        for (int i = 0; i < times.length; i++) {
            times[i] = 1000 + 400L * i;
            entries.add(times[i], norms[i], Double.NaN);
        }
        return new SampledRun(
                "luna",
                entries.build(),
                TimeSeries.of(times, norms),
                TimeSeries.of(times, steps),
                new TreeMap<>(Map.of("gpu0", samples)));
    }

    private static SampleTable samples(String... columns) {
        SampleTable.Builder table = SampleTable.builder(columns);
        double[] cells = new double[columns.length];
        Arrays.fill(cells, 60);
        table.add(900, cells);
        cells[0] = Double.NaN;
        table.add(1900, cells);
        return table.build();
    }

    @Test
    void hasEverySignalOfTheRunAndItsDevices() {
        Timeline timeline = Timeline.of(run(
                new double[] {40, 41, 42},
                new double[] {1, 2, 3},
                samples(SampledRun.TEMPERATURE, SampledRun.POWER, SampledRun.CLOCK)));

        assertThat(timeline.curves())
                .extracting(Curve::signal, Curve::device)
                .containsExactly(
                        tuple(CurveKind.GRAD_NORM, Optional.empty()),
                        tuple(CurveKind.STEP_SECONDS, Optional.empty()),
                        tuple(CurveKind.TEMPERATURE_CELSIUS, Optional.of("gpu0")),
                        tuple(CurveKind.POWER_WATTS, Optional.of("gpu0")),
                        tuple(CurveKind.CLOCK_HERTZ, Optional.of("gpu0")));
        assertThat(timeline.curves().get(1).samples().epochMillis()).containsExactly(1400, 1800);
        assertThat(timeline.curves().get(1).samples().values()).containsExactly(0.4, 0.4);
        assertThat(timeline.span()).hasValue(new Segment(900, 1901));
        assertThat(timeline.stretches()).containsExactly("luna");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        Timeline timeline = Timeline.of(run(
                new double[] {40, Double.NaN, Double.POSITIVE_INFINITY, 43},
                new double[] {1, 2, 3, 4},
                samples(SampledRun.TEMPERATURE)));

        assertThat(timeline.curves())
                .extracting(Curve::signal)
                .containsExactly(CurveKind.GRAD_NORM, CurveKind.STEP_SECONDS, CurveKind.TEMPERATURE_CELSIUS);
        assertThat(timeline.curves().get(0).samples().values()).containsExactly(40, 43);
        assertThat(timeline.curves().get(2).samples().values()).containsExactly(60);
    }

    @Test
    void knowsWhatTheAnalysisCallsTheStretchesBetweenRestarts() {
        Timeline timeline = Timeline.of(
                run(new double[] {40, 41, 42, 43}, new double[] {1, 2, 1, 2}, samples(SampledRun.TEMPERATURE)));

        assertThat(timeline.stretches()).containsExactly("luna", "luna/restart-1");
    }

    @Test
    void hasNoCurvesOfARunWithoutSamples() {
        Timeline timeline = Timeline.of(run(new double[0], new double[0], samples(SampledRun.COLLAPSE)));

        assertThat(timeline.curves()).isEmpty();
        assertThat(timeline.span()).isEmpty();
    }

    @Test
    void aCurveHasFiniteSamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Curve(CurveKind.POWER_WATTS, Optional.empty(), TimeSeries.of(new long[0], new double[0])))
                .withMessage("samples must not be empty, got none of POWER_WATTS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Curve(
                        CurveKind.POWER_WATTS, Optional.empty(), TimeSeries.of(new long[1], new double[] {Double.NaN})))
                .withMessage("samples must be finite, got NaN of POWER_WATTS");
    }
}

package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.finding.FirstExperimentRow;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

class SampledRunTest {
    private static final double NAN = Double.NaN;

    private static TimeSeries series(double... values) {
        return TimeSeries.of(
                IntStream.range(0, values.length).mapToLong(i -> 1000L * i).toArray(), values);
    }

    private static SampleTable entries(double... norms) {
        SampleTable.Builder builder = SampleTable.builder(SampledRun.GRAD_NORM, SampledRun.LOSS);
        for (int i = 0; i < norms.length; i++) {
            builder.add(1000L * i, norms[i], norms[i] / 10);
        }
        return builder.build();
    }

    private static SampleTable device(double[] collapse, double[] temperature, double[] index) {
        SampleTable.Builder builder =
                SampleTable.builder(SampledRun.COLLAPSE, SampledRun.TEMPERATURE, SampledRun.SMOOTHED_INDEX);
        for (int i = 0; i < collapse.length; i++) {
            builder.add(1000L * i, collapse[i], temperature[i], index[i]);
        }
        return builder.build();
    }

    private static SampledRun run(double[] norms, double[] steps, Map<String, SampleTable> devices) {
        return new SampledRun("luna", entries(norms), series(norms), series(steps), new TreeMap<>(devices));
    }

    private static SampleTable flags(double... collapse) {
        return device(collapse, new double[collapse.length], new double[collapse.length]);
    }

    @Test
    void carriesTheRecordedFlags() {
        Run run = run(new double[] {1, 2}, new double[] {7, 8}, Map.of("gpu0", flags(0, 1)))
                .withRecordedCollapses();

        assertThat(run.id()).isEqualTo("luna");
        assertThat(requireNonNull(run.collapseFlags().get("gpu0")).values()).containsExactly(0, 1);
    }

    @Test
    void refusesStepsThatAreNotOnePerNorm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(new double[] {1, 2}, new double[] {1}, Map.of()))
                .withMessage("step must have one value per gradient norm, got 1 for 2");
    }

    @Test
    void firstExperimentRowCountsPairsAndDistinctSamples() {
        SampledRun run = run(
                new double[] {1, 5, 2, NAN},
                new double[] {1, 2, 3, 4},
                Map.of("gpu", device(new double[] {0, 1, 0}, new double[] {50, 51, 50}, new double[] {9, 8, 9})));

        FirstExperimentRow row = FirstExperimentRow.of(run, 1000);

        FirstExperimentRow.DeviceJoin join = requireNonNull(row.devices().get("gpu"));
        assertThat(row.entries()).isEqualTo(4);
        assertThat(row.summary().orElseThrow().mean()).isCloseTo(8 / 3.0, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(join.rows()).isEqualTo(3);
        assertThat(join.matched()).isEqualTo(4);
        assertThat(join.pairs()).isEqualTo(3);
        assertThat(join.distinctRight()).isEqualTo(3);
        assertThat(join.collapse()).contains(new FirstExperimentRow.CollapseFlags(1, 1));
        assertThat(join.gradNormCollapse().value().orElseThrow()).isPositive();
        assertThat(join.gradNormRle().value().orElseThrow()).isNegative();
    }

    @Test
    void onsetsAreFlagsNotRightAfterAFlag() {
        SampledRun run = run(new double[] {1, 2}, new double[] {1, 2}, Map.of("gpu", flags(1, 1, 0, 1, NAN, 1, 0, 1)));

        assertThat(requireNonNull(FirstExperimentRow.of(run, 0).devices().get("gpu"))
                        .collapse())
                .contains(new FirstExperimentRow.CollapseFlags(5, 3));
    }

    @Test
    void saysWhyACoefficientIsUndefined() {
        double[] unknown = {NAN, NAN, NAN};
        SampledRun run = run(
                new double[] {1, 5, 2},
                new double[] {1, 2, 3},
                Map.of(
                        "cpu", device(new double[] {0, 0, 0}, new double[] {50, 50, 50}, unknown),
                        "gpu", device(unknown, new double[] {NAN, 50, 51}, new double[] {1, 2, 3}),
                        "gpu1", device(new double[] {0, 0, 0, 1}, new double[4], new double[4])));

        FirstExperimentRow row = FirstExperimentRow.of(run, 0);

        FirstExperimentRow.DeviceJoin cpu = requireNonNull(row.devices().get("cpu"));
        assertThat(cpu.gradNormRle().undefined()).contains(Undefined.COLUMN_ABSENT);
        assertThat(cpu.tempGradNorm().undefined()).contains(Undefined.CONSTANT_SERIES);
        assertThat(cpu.gradNormCollapse().undefined()).contains(Undefined.ZERO_COLLAPSES);
        FirstExperimentRow.DeviceJoin gpu = requireNonNull(row.devices().get("gpu"));
        assertThat(gpu.collapse()).isEmpty();
        assertThat(gpu.gradNormCollapse().undefined()).contains(Undefined.COLUMN_ABSENT);
        assertThat(gpu.tempGradNorm().undefined()).contains(Undefined.TOO_FEW_PAIRS);
        assertThat(requireNonNull(row.devices().get("gpu1")).gradNormCollapse().undefined())
                .contains(Undefined.CONSTANT_SERIES);
    }

    @Test
    void joinsNothingOutsideTheTolerance() {
        SampledRun run = run(new double[] {1, 5, 2, 7, 8}, new double[] {1, 2, 3, 4, 5}, Map.of("gpu", flags(0, 1, 0)));

        FirstExperimentRow.DeviceJoin join =
                requireNonNull(FirstExperimentRow.of(run, 999).devices().get("gpu"));

        assertThat(join.matched()).isEqualTo(3);
        assertThat(join.pairs()).isEqualTo(3);
    }
}

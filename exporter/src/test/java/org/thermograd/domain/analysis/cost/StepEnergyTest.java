package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class StepEnergyTest {
    private static final Coverage WATCHED =
            new Coverage(List.of(new Segment(-60_000, 5_000), new Segment(5_000, 74_000)));

    private static TimeSeries power(long[] millis) {
        return TimeSeries.of(
                millis, LongStream.of(millis).mapToDouble(StepEnergyTest::watts).toArray());
    }

    private static double watts(long millis) {
        return 100 + 0.02 * millis;
    }

    private static double joules(long from, long to) {
        return (watts(from) + watts(to)) / 2 * (to - from) / 1000.0;
    }

    /** Power that rises evenly between samples: its integral is exact wherever a step begins and ends. */
    @Test
    void isTheIntegralOfThePowerOverTheStep() {
        long[] ends = {1_300, 1_900, 3_250, 4_999, 69_100, 70_000, 72_345, 73_999};
        StepTimes steps = StepTimes.of(TimeSeries.of(ends, new double[ends.length]), WATCHED);
        StepEnergy energy = new StepEnergy(
                power(LongStream.concat(
                                LongStream.rangeClosed(2, 7).map(s -> 700 * s),
                                LongStream.rangeClosed(0, 6).map(s -> 69_100 + 700 * s))
                        .toArray()),
                WATCHED,
                steps);
        double[] expected = {
            Double.NaN, joules(1_900, 3_250), Double.NaN, joules(69_100, 70_000), joules(70_000, 72_345), Double.NaN
        };

        assertThat(steps.size()).as("none across the border").isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            int number = i;
            IntPredicate only = step -> step == number;
            if (Double.isNaN(expected[i])) {
                assertThat(energy.mean(only))
                        .as("step %d reaches beyond the samples of its segment", i)
                        .isEmpty();
            } else {
                assertThat(energy.mean(only)).as("step %d", i).hasValueCloseTo(expected[i], within(1e-9));
            }
        }
        assertThat(energy.mean(step -> true))
                .as("of those that are known")
                .hasValueCloseTo((expected[1] + expected[3] + expected[4]) / 3, within(1e-9));
    }
}

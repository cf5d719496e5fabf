package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.DoseResponse.Reason;
import org.thermograd.domain.analysis.cost.DoseResponse.Refused;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/** The figures of a fit are compared with the reference in {@link CostVectorTest}. */
class DoseFitTest {
    private static final long HOUR = 3_600_000;

    private static StepTimes steps(long end, DoubleUnaryOperator millis) {
        List<Long> times = new ArrayList<>();
        for (double now = 0; now <= end; now += millis.applyAsDouble(now)) {
            times.add(Math.round(now));
        }
        long[] at = times.stream().mapToLong(Long::longValue).toArray();
        return StepTimes.of(TimeSeries.of(at, new double[at.length]), new Coverage(List.of(new Segment(0, end + 1))));
    }

    private static double clock(double now) {
        return 1.5e9 + 0.3e9 * Math.sin(now / 200_000);
    }

    private static Optional<ClockSamples> clocks(double fullHertz) {
        long[] times = new long[721];
        double[] hertz = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = 10_000L * i;
            hertz[i] = i % 100 == 7 ? Double.NaN : i % 100 == 8 ? 0 : clock((double) times[i]);
        }
        return Optional.of(new ClockSamples(TimeSeries.of(times, hertz), OptionalDouble.of(fullHertz)));
    }

    @Test
    void saysWhyThereIsNoLine() {
        StepTimes longRun = steps(2 * HOUR, now -> 1000);

        assertThat(DoseFit.of("gpu0", steps(50_000, now -> 1000), clocks(1.8e9)))
                .isEqualTo(new Refused("gpu0", Reason.TOO_FEW_STEPS));
        assertThat(DoseFit.of("gpu0", longRun, Optional.empty())).isEqualTo(new Refused("gpu0", Reason.NO_CLOCK));
        assertThat(DoseFit.of("gpu0", longRun, Optional.of(new ClockSamples(TimeSeries.EMPTY, OptionalDouble.empty()))))
                .isEqualTo(new Refused("gpu0", Reason.NO_CLOCK));
        assertThat(DoseFit.of("gpu0", steps(2 * HOUR, now -> 8000), clocks(1.8e9)))
                .as("4 steps in 30 s at most")
                .isEqualTo(new Refused("gpu0", Reason.TOO_SHORT));
        assertThat(DoseFit.of("gpu0", steps(HOUR, now -> 1000), clocks(1.8e9)))
                .as("an hour less its first minute has 5 blocks")
                .isEqualTo(new Refused("gpu0", Reason.TOO_SHORT));
    }

    /** Step time grows so steeply with full clock / clock that the line is below 0 at a full clock far above all samples. */
    @Test
    void aLineBelowZeroIsNone() {
        StepTimes steep = steps(2 * HOUR, now -> 1000 * Math.pow(1.8e9 / clock(now), 3));

        assertThat(DoseFit.of("gpu0", steep, clocks(4e9))).isEqualTo(new Refused("gpu0", Reason.NO_FIT));
    }

    @Test
    void samplesThatAreNoClockChangeNothing() {
        StepTimes steps = steps(2 * HOUR, now -> 300 + 700 * 1.8e9 / clock(now));

        DoseResponse.Estimated dose = (DoseResponse.Estimated) DoseFit.of("gpu0", steps, clocks(1.8e9));

        double truth = 0.3 + 0.7 / dose.meanClockShare();
        assertThat(dose.slowdown()).isBetween(truth - 0.003, truth + 0.003);
        assertThat(dose.blocks()).isEqualTo(8);
    }
}

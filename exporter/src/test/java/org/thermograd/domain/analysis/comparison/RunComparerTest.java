package org.thermograd.domain.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.ClockSamples;
import org.thermograd.domain.series.TimeSeries;

/** What the vectors do not hold: runs that disagree about the clock, and what is known of one of them only. */
class RunComparerTest {
    private static final int STEPS = 2700;
    private static final double FULL = 2e9;
    private static final double NOT_KNOWN = Double.NaN;

    private static double fullClock(int second) {
        return 1;
    }

    private static double flat(int second) {
        return 0.85;
    }

    private static double varied(int second) {
        return second / 150 % 2 == 0 ? 1 : 0.75;
    }

    private static double lower(int second) {
        return 0.9 * varied(second);
    }

    private static double unknown(int second) {
        return NOT_KNOWN;
    }

    /**
     * Makes a run of 45 minutes at full clock.
     *
     * @param slope which share of a step goes with the clock
     * @param clock share of the full clock by second; {@code NaN} where it is not known
     * @param flag whether the device is throttled, likewise
     * @param number of each step
     */
    private static ComparedRun run(
            String name,
            double seconds,
            double slope,
            IntToDoubleFunction clock,
            double flag,
            @Nullable IntUnaryOperator number) {
        Random random = new Random(name.hashCode());
        long[] ends = new long[STEPS];
        double[] numbers = new double[STEPS];
        double now = 0;
        for (int i = 0; i < STEPS; i++) {
            double ratio = Double.isNaN(clock.applyAsDouble((int) now)) ? 1 : 1 / clock.applyAsDouble((int) now);
            now += seconds * (1 + slope * (ratio - 1)) * (0.97 + 0.06 * random.nextDouble());
            ends[i] = Math.round(1000 * now);
            numbers[i] = number == null ? NOT_KNOWN : number.applyAsInt(i);
        }
        int samples = (int) now / 5 + 1;
        long[] times = new long[samples];
        double[] flags = new double[samples];
        double[] clocks = new double[samples];
        for (int i = 0; i < samples; i++) {
            times[i] = 5000L * i;
            flags[i] = flag;
            clocks[i] = FULL * clock.applyAsDouble(5 * i);
        }
        return new ComparedRun(
                name,
                new TreeMap<>(),
                TimeSeries.of(ends, numbers),
                new TreeMap<>(Map.of(
                        "gpu0",
                        new ComparedDevice(
                                TimeSeries.of(times, flags),
                                new ClockSamples(TimeSeries.of(times, clocks), OptionalDouble.of(FULL))))),
                false);
    }

    private static ComparedRun run(String name, double seconds, double slope, IntToDoubleFunction clock, double flag) {
        return run(name, seconds, slope, clock, flag, i -> i);
    }

    private static RunComparison compare(ComparedRun a, ComparedRun b) {
        return new RunComparer(ComparisonConfig.DEFAULTS).compare(List.of(a), List.of(b));
    }

    @Test
    void runsThatDisagreeAboutTheClockGiveTwoCases() {
        RunComparison found = compare(
                run("a", 1, 1, RunComparerTest::varied, NOT_KNOWN),
                run("b", 1.3, 0.1, RunComparerTest::lower, NOT_KNOWN));

        assertThat(found.qualifiers()).contains(ComparisonQualifier.SLOPES_DIFFER);
        assertThat(found.difference().orElseThrow().pairs().get(0).get(0).code())
                .hasSize(2);
    }

    @Test
    void theRunThatShowsWhatTheClockDoesTellsForBoth() {
        RunComparison byFirst = compare(
                run("a", 1, 0.9, RunComparerTest::varied, NOT_KNOWN),
                run("b", 1, 0.9, RunComparerTest::flat, NOT_KNOWN));
        RunComparison bySecond = compare(
                run("c", 1, 0.9, RunComparerTest::flat, NOT_KNOWN),
                run("d", 1, 0.9, RunComparerTest::varied, NOT_KNOWN));

        for (RunComparison found : List.of(byFirst, bySecond)) {
            PairSummary pair = found.difference().orElseThrow().pairs().get(0).get(0);
            assertThat(pair.clocks()).isEqualTo("slope");
            assertThat(pair.code())
                    .singleElement()
                    .satisfies(one -> assertThat(one.slope()).isBetween(0.85, 0.95));
            assertThat(found.difference()
                            .orElseThrow()
                            .parts()
                            .orElseThrow()
                            .code()
                            .value())
                    .isBetween(-0.02, 0.02);
        }
    }

    @Test
    void cleanStepsAreComparedWithoutClocksButNotBlamedOnTheCode() {
        RunComparison slower =
                compare(run("a", 1, 0, RunComparerTest::unknown, 0), run("b", 1.3, 0, RunComparerTest::unknown, 0));
        RunComparison same =
                compare(run("a", 1, 0, RunComparerTest::unknown, 0), run("b", 1, 0, RunComparerTest::unknown, 0));

        assertThat(slower.reasons()).containsExactly(ComparisonReason.CLOCK_UNKNOWN);
        assertThat(slower.qualifiers()).containsExactly(ComparisonQualifier.CLOCK_UNKNOWN);
        assertThat(slower.difference().orElseThrow().parts()).isPresent();
        assertThat(same.outcome()).isEqualTo(ComparisonOutcome.SAME_OR_FASTER);
    }

    @Test
    void withoutFlagsAndClocksOnlyTheWholeDifferenceIsKnown() {
        RunComparison slower = compare(
                run("a", 1, 0, RunComparerTest::fullClock, 0), run("b", 1.3, 0, RunComparerTest::unknown, NOT_KNOWN));
        RunComparison same = compare(
                run("a", 1, 0, RunComparerTest::fullClock, 0), run("b", 1, 0, RunComparerTest::unknown, NOT_KNOWN));

        assertThat(slower.reasons()).containsExactly(ComparisonReason.CLOCK_UNKNOWN);
        assertThat(slower.qualifiers()).contains(ComparisonQualifier.NO_HARDWARE_RECORD);
        assertThat(slower.difference().orElseThrow().parts()).isEmpty();
        assertThat(same.qualifiers()).contains(ComparisonQualifier.CODE_PART_UNKNOWN);
        assertThat(same.outcome()).isEqualTo(ComparisonOutcome.SAME_OR_FASTER);
    }

    @Test
    void throttledThroughoutHasNoCleanSteps() {
        RunComparison found =
                compare(run("a", 1, 0, RunComparerTest::fullClock, 0), run("b", 1, 0, RunComparerTest::fullClock, 1));

        assertThat(found.runsB().get(0).cleanOnly()).isFalse();
        assertThat(found.runsB().get(0).throttledShare()).hasValue(1);
        assertThat(found.difference().orElseThrow().hardware()).isEqualTo("throttling of gpu0");
        assertThat(found.outcome()).isEqualTo(ComparisonOutcome.SAME_OR_FASTER);
    }

    @Test
    void stepsWithoutNumbersAreComparedAllAtOnce() {
        RunComparison found = compare(
                run("a", 1, 0, RunComparerTest::fullClock, 0, null), run("b", 1, 0, RunComparerTest::fullClock, 0));

        assertThat(found.qualifiers()).containsExactly(ComparisonQualifier.NOT_MATCHED_BY_STEP);
        assertThat(found.difference().orElseThrow().matched()).isFalse();
    }

    @Test
    void stepsAtBothEndsOfTheRangeHaveNoBinInCommon() {
        RunComparison found = compare(
                run("a", 1, 0, RunComparerTest::fullClock, 0, i -> i < STEPS - 20 ? i : 100_000 + i),
                run("b", 1, 0, RunComparerTest::fullClock, 0, i -> i == 70 ? 0 : 97_000 + i));

        assertThat(found.reasons()).containsExactly(ComparisonReason.NO_COMMON_STEPS);
        assertThat(found.sentence()).isEqualTo("Cannot tell: the runs have no step numbers in common.");
        assertThat(found.difference()).isEmpty();
    }
}

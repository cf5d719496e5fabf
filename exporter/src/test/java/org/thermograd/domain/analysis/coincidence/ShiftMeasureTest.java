package org.thermograd.domain.analysis.coincidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermograd.testing.Numbers.assertClose;
import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.testing.Vectors;

class ShiftMeasureTest {
    private static Windows windows(long[] causes, LagWindow lags, long length) {
        return Windows.after(causes, causes, lags, new Coverage(List.of(new Segment(0, length))));
    }

    private static long[] counts(ShiftMeasure measure) {
        return IntStream.rangeClosed(0, measure.maxCount())
                .mapToLong(measure::shifts)
                .toArray();
    }

    /** The definition: try every shift. */
    private static long[] bruteForce(long[] effects, Windows windows, long length) {
        long[] counts = new long[effects.length + 1];
        for (long shift = 0; shift < length; shift++) {
            long moved = shift;
            counts[
                    windows.count(Arrays.stream(effects)
                            .map(effect -> (effect + moved) % length)
                            .toArray())]++;
        }
        return counts;
    }

    @Test
    void agreesWithTheGoldenCases() {
        assertThat(Vectors.read("08_statistics.json").at("/expected/shiftMeasure"))
                .hasSize(5)
                .allSatisfy(c -> {
                    long length = c.get("L").longValue();
                    LagWindow lags = LagWindow.after(
                            c.get("guard").longValue(), c.get("deltaT").longValue());
                    Windows windows = windows(longs(c.get("causes")), lags, length);
                    for (int i = 0; i < windows.size(); i++) {
                        assertThat(new long[] {windows.start(i), windows.end(i)})
                                .containsExactly(longs(c.get("exposure").get(i)));
                    }
                    assertThat(windows.size()).isEqualTo(c.get("exposure").size());

                    ShiftMeasure measure = ShiftMeasure.of(longs(c.get("effects")), windows, length);

                    int k = c.get("K").intValue();
                    assertThat(windows.count(longs(c.get("effects")))).isEqualTo(k);
                    assertThat(counts(measure)).containsExactly(longs(c.get("measure")));
                    assertThat(measure.totalShifts()).isEqualTo(length);
                    assertClose(
                            CountDistribution.sumOf(List.of(measure)).atLeast(k),
                            c.get("p").doubleValue(),
                            1e-9,
                            "p");
                });
    }

    @Test
    void countsEveryShift() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int length = random.nextInt(1, 400);
            long[] effects =
                    random.longs(random.nextInt(0, 8), 0, length).sorted().toArray();
            long[] causes =
                    random.longs(random.nextInt(0, 8), 0, length).sorted().toArray();
            long from = random.nextLong(-20, 20);
            Windows windows = windows(causes, new LagWindow(from, from + random.nextLong(1, 60)), length);

            assertThat(counts(ShiftMeasure.of(effects, windows, length)))
                    .as("seed %d", seed)
                    .containsExactly(bruteForce(effects, windows, length));
        }
    }

    @Test
    void countsEveryShiftOfManyPairs() {
        SplittableRandom random = new SplittableRandom(3);
        long length = 5000;
        long[] effects = random.longs(200, 0, length).sorted().toArray();
        long[] causes = IntStream.range(0, 100)
                .mapToLong(i -> 50L * i + random.nextInt(20))
                .toArray();
        Windows windows = windows(causes, LagWindow.after(1, 9), length);

        assertThat(counts(ShiftMeasure.of(effects, windows, length)))
                .containsExactly(bruteForce(effects, windows, length));
    }

    @Test
    void samplesShiftsWhereThereAreTooManyEdges() {
        SplittableRandom random = new SplittableRandom(8);
        long length = 3_600_000;
        long[] effects = random.longs(60, 0, length).sorted().toArray();
        long[] causes = random.longs(80, 0, length).sorted().toArray();
        Windows windows = windows(causes, LagWindow.after(1000, 15_000), length);
        int k = windows.count(effects);

        ShiftMeasure sampled = ShiftMeasure.of(effects, windows, length, 0);
        ShiftMeasure exact = ShiftMeasure.of(effects, windows, length);

        assertThat(sampled.totalShifts()).isEqualTo(20_001);
        assertThat(CountDistribution.sumOf(List.of(sampled)).atLeast(k))
                .isCloseTo(CountDistribution.sumOf(List.of(exact)).atLeast(k), within(0.01))
                .isPositive();
        assertThat(sampled.shifts(k)).isPositive();
    }

    @Test
    void sampledShiftsCountTheObservedOneToo() {
        long[] effects = {500_000};
        Windows windows = windows(new long[] {499_999}, new LagWindow(1, 2), 1_000_000);

        ShiftMeasure sampled = ShiftMeasure.of(effects, windows, 1_000_000, 0);

        assertThat(sampled.shifts(1)).isEqualTo(1);
        assertThat(sampled.totalShifts()).isEqualTo(20_001);
    }

    @Test
    void wrapsAroundWithSeveralEffectsAtOneTime() {
        long[] effects = {0, 99, 99};
        Windows windows = windows(new long[] {95}, LagWindow.after(0, 10), 100);

        assertThat(counts(ShiftMeasure.of(effects, windows, 100))).containsExactly(bruteForce(effects, windows, 100));
    }

    @Test
    void putsAllShiftsAtZeroWithoutEffectsOrWindows() {
        Windows none = windows(new long[0], LagWindow.after(0, 10), 100);
        Windows one = windows(new long[] {5}, LagWindow.after(0, 10), 100);

        assertThat(counts(ShiftMeasure.of(new long[] {3, 4}, none, 100))).containsExactly(100, 0, 0);
        assertThat(counts(ShiftMeasure.of(new long[0], one, 100))).containsExactly(100);
    }

    @Test
    void averagesToExactlyTheExposure() {
        JsonNode golden = Vectors.read("08_statistics.json").at("/expected/shiftMeasure/3");
        long length = golden.get("L").longValue();
        long[] effects = longs(golden.get("effects"));
        Windows windows = windows(longs(golden.get("causes")), LagWindow.after(1, 3), length);

        CountDistribution distribution = CountDistribution.sumOf(List.of(ShiftMeasure.of(effects, windows, length)));

        assertClose(distribution.mean(), effects.length * (double) windows.totalMillis() / length, 1e-12, "mean");
    }
}

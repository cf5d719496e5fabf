package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.Coverage;
import org.thermograd.testing.EventRuns;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class LagHistogramTest {
    private static final Coverage TWO_STRETCHES = EventRuns.watched(0, 4_000, 9_000, 13_000);

    private static RunEvents run(Coverage coverage, long[] spikes, long[] collapses) {
        return EventRuns.run("run", coverage, spikes, collapses);
    }

    private static LagHistogram histogram(RunEvents... runs) {
        return LagHistogram.of(EventRuns.analysis(List.of(runs)), EventRuns.EACH)
                .orElseThrow();
    }

    private static List<Integer> counts(LagHistogram histogram) {
        return histogram.bins().stream().map(LagHistogram.Bin::count).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02_coupled_forward.json", "03_coupled_reverse.json"})
    void countsWhatTheReferenceCounts(String file) {
        JsonNode golden = Vectors.read(file);
        CorrelationConfig config = GoldenRuns.config(golden.get("params"));
        Analysis analysis = new Analyzer(config).analyze(GoldenRuns.session(golden.get("inputs"), "run"));
        JsonNode expected = golden.at("/expected/peth");

        LagHistogram histogram = LagHistogram.of(analysis, EventRuns.EACH).orElseThrow();

        assertThat(histogram.binMillis()).isEqualTo(expected.get("binMs").longValue());
        assertThat(histogram.halfMillis()).isEqualTo(expected.get("halfMs").longValue());
        assertThat(counts(histogram).stream().mapToLong(count -> count).toArray())
                .isEqualTo(Numbers.longs(expected.get("counts")));
        int spikes = golden.at("/expected/report/forward/nCauses").intValue();
        int collapses = golden.at("/expected/report/forward/nEffects").intValue();
        assertThat(histogram.expected()).isCloseTo(spikes * collapses * 5000.0 / analysis.totalMillis(), within(1e-12));
        assertThat(histogram.bins().stream().filter(bin -> bin.count() > bin.upper()))
                .as("bins above their band hold the built-in lag of 8 s")
                .isNotEmpty()
                .allSatisfy(bin -> assertThat(Math.abs(bin.fromMillis() + 2500)).isBetween(5_000L, 13_000L));
    }

    @Test
    void putsALagIntoTheBinThatBeginsWithIt() {
        LagHistogram histogram = histogram(run(
                EventRuns.watched(0, 600_000), new long[] {300_000}, new long[] {305_000, 304_999, 360_000, 240_000}));

        assertThat(histogram.bins()).hasSize(24);
        assertThat(histogram.bins().get(0).fromMillis()).isEqualTo(-60_000);
        assertThat(counts(histogram))
                .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Golden 08, with other bins. */
    @Test
    void countsLagsOfAnyWidthAsTheReferenceDoes() {
        JsonNode expected = Vectors.read("08_statistics.json").at("/expected/peth");
        PairShifts pairs = PairShifts.of(run(
                        EventRuns.watched(0, 30_000),
                        Numbers.longs(expected.get("spikes")),
                        Numbers.longs(expected.get("collapses")))
                .forwardStratum(EventRuns.EACH));
        long half = expected.get("halfMs").longValue();
        long width = expected.get("binMs").longValue();

        for (int bin = 0; bin < expected.get("counts").size(); bin++) {
            assertThat(pairs.count(-half + bin * width, -half + (bin + 1) * width))
                    .as("bin %d", bin)
                    .isEqualTo(expected.get("counts").get(bin).intValue());
        }
    }

    /** By looking at every shift of a short session, one by one. */
    @Test
    void hasTheBandOfEveryShift() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] spikes = times(random, 3 + random.nextInt(4));
            long[] collapses = times(random, 2 + random.nextInt(4));

            LagHistogram histogram = histogram(run(TWO_STRETCHES, spikes, collapses));

            for (LagHistogram.Bin bin : histogram.bins()) {
                int[] byShift = LongStream.range(0, 8_000)
                        .mapToInt(shift -> pairs(spikes, collapses, shift, bin.fromMillis()))
                        .sorted()
                        .toArray();
                assertThat(bin.lower()).as("seed %d, %s", seed, bin).isEqualTo(byShift[199]);
                assertThat(bin.upper()).as("seed %d, %s", seed, bin).isEqualTo(byShift[7_799]);
                assertThat(bin.count()).isEqualTo(pairs(spikes, collapses, 0, bin.fromMillis()));
            }
        }
    }

    @Test
    void countsEveryShiftOnce() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] spikes = times(random, 1 + random.nextInt(5));
            long[] collapses = times(random, 1 + random.nextInt(5));
            PairShifts shifts =
                    PairShifts.of(run(TWO_STRETCHES, spikes, collapses).forwardStratum(EventRuns.EACH));
            long[] byCount = new long[26];
            for (long shift = 0; shift < 8_000; shift++) {
                byCount[pairs(spikes, collapses, shift, -5_000)]++;
            }

            long[] counted = shifts.shifted(-5_000, 0);

            assertThat(Arrays.copyOf(counted, byCount.length))
                    .as("seed %d", seed)
                    .isEqualTo(byCount);
        }
    }

    private static long[] times(SplittableRandom random, int n) {
        return LongStream.generate(() -> real(random.nextInt(8_000)))
                .limit(n)
                .sorted()
                .toArray();
    }

    /** Two stretches of 4 s each, the second from 9 s on. */
    private static long real(long watched) {
        return watched < 4_000 ? watched : watched + 5_000;
    }

    private static int pairs(long[] spikes, long[] collapses, long shift, long from) {
        return (int) Arrays.stream(collapses)
                .map(time -> time < 4_000 ? time : time - 5_000)
                .map(watched -> real((watched + shift) % 8_000))
                .flatMap(moved -> Arrays.stream(spikes).map(spike -> moved - spike))
                .filter(lag -> from <= lag && lag < from + 5_000)
                .count();
    }

    @Test
    void addsUpRunsThatAreShiftedEachOnItsOwn() {
        RunEvents one = run(EventRuns.watched(0, 600_000), new long[] {300_000}, new long[] {307_000});

        LagHistogram single = histogram(one);
        LagHistogram twice = histogram(one, one);

        assertThat(twice.expected()).isCloseTo(2 * single.expected(), within(1e-12));
        assertThat(counts(twice))
                .isEqualTo(counts(single).stream().map(count -> 2 * count).toList());
        // A pair lies in a bin with a chance of 1 in 120; in 150 s with 1 in 30, and two of ten with 1 in 24.
        assertThat(single.bins()).allSatisfy(bin -> assertThat(bin.upper()).isZero());
        RunEvents brief = run(EventRuns.watched(0, 150_000), new long[] {75_000}, new long[] {82_000});
        assertThat(histogram(brief).bins().get(13).upper()).isEqualTo(1);
        assertThat(histogram(brief, brief).bins().get(13).upper()).isEqualTo(1);
        RunEvents[] ten = new RunEvents[10];
        Arrays.fill(ten, brief);
        assertThat(histogram(ten).bins().get(13).upper()).isEqualTo(2);
    }

    @Test
    void looksAtSomeShiftsOnlyWhereThereAreTooManyPairs() {
        long[] often = LongStream.range(0, 400).map(i -> 9_000 * i + 4_500).toArray();

        LagHistogram histogram = histogram(run(EventRuns.watched(0, 3_600_000), often, often));

        assertThat(histogram.shifts()).isEqualTo(LagHistogram.Shifts.SAMPLED);
        // The bin from 0 s holds each event with itself, and so does every shift that moves it by less than 5 s.
        assertThat(histogram.bins().get(12).count()).isEqualTo(400);
        assertThat(histogram.bins().get(12).upper()).isEqualTo(400);
        assertThat(histogram.bins().get(12).lower()).isZero();
    }

    @Test
    void isAbsentWithoutEventsOnBothSides() {
        Analysis none = EventRuns.analysis(
                List.of(run(EventRuns.watched(0, 600_000), new long[] {300_000}, new long[] {700_000})));

        assertThat(LagHistogram.of(none, EventRuns.EACH)).isEmpty();
        assertThat(LagHistogram.of(none, EventRuns.EACH.withKnownLatencyMillis(200_000)))
                .as("moved back by the latency into the time watched")
                .isPresent();
    }
}

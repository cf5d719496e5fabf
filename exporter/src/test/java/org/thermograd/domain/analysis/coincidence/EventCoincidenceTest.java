package org.thermograd.domain.analysis.coincidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.assertClose;
import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.SeededNoise;
import org.thermograd.testing.Vectors;

class EventCoincidenceTest {
    private static final double RELATIVE = 1e-9;
    private static final EventCoincidence TEST = new EventCoincidence(
            CoincidenceConfig.DEFAULTS,
            GoldenRuns.asBefore(CorrelationConfig.DEFAULTS).power());

    private static Stratum stratum(long[] causes, long[] effects, long end) {
        return Stratum.of(causes, effects, new Coverage(List.of(new Segment(0, end))));
    }

    private static void assertMeasures(List<ShiftMeasure> measures, JsonNode expected) {
        assertThat(measures).hasSameSizeAs(expected);
        for (int run = 0; run < measures.size(); run++) {
            ShiftMeasure measure = measures.get(run);
            assertThat(IntStream.rangeClosed(0, measure.maxCount())
                            .mapToLong(measure::shifts)
                            .toArray())
                    .containsExactly(longs(expected.get(run)));
        }
    }

    @Test
    void theTwoNullsRejectDifferentConfounders() {
        JsonNode golden = Vectors.read("11_confounders.json");
        assertThat(GoldenRuns.config(golden.get("params"))).isEqualTo(GoldenRuns.asBefore(CorrelationConfig.DEFAULTS));

        assertThat(golden.get("cases")).hasSize(3).allSatisfy(c -> {
            long[] coverage = longs(c.get("coverage").get(0));
            Stratum stratum = Stratum.of(
                    longs(c.get("causes")),
                    longs(c.get("effects")),
                    new Coverage(List.of(new Segment(coverage[0], coverage[1]))));

            Coincidence result =
                    TEST.test(List.of(stratum), LagWindow.after(c.get("guardMs").longValue(), 15_000));

            assertMatches(result, c.get("expected"), c.get("name").textValue());
        });
    }

    private static void assertMatches(Coincidence result, JsonNode expected, String name) {
        CoincidenceCounts counts = result.counts();
        assertThat(counts.effects()).isEqualTo(expected.get("nEffects").intValue());
        assertThat(counts.causes()).isEqualTo(expected.get("nCauses").intValue());
        assertThat(counts.coincidences()).isEqualTo(expected.get("K").intValue());
        assertThat(counts.triggers()).isEqualTo(expected.get("kTrigger").intValue());
        assertThat(counts.exposedMillis()).isEqualTo(expected.get("exposedMs").longValue());
        CoincidenceStatistics statistics = result.statistics().orElseThrow();
        assertClose(statistics.pGlobal(), expected.get("pGlobal").doubleValue(), RELATIVE, name + " pGlobal");
        assertClose(statistics.pBlock(), expected.get("pBlock").doubleValue(), RELATIVE, name + " pBlock");
        assertClose(statistics.p(), expected.get("p").doubleValue(), RELATIVE, name + " p");
        assertClose(statistics.pBinomial(), expected.get("pBinomial").doubleValue(), RELATIVE, name + " pBinomial");
        assertClose(statistics.overDispersion(), expected.get("phi").doubleValue(), RELATIVE, name + " phi");
        assertThat(statistics.effectiveEffects()).isEqualTo(expected.get("nEff").intValue());
        assertMeasures(statistics.globalMeasures(), expected.get("globalMeasure"));
    }

    @Test
    void poolsTheGlobalMeasuresOfRuns() {
        JsonNode golden = Vectors.read("09_runs_devices.json");

        Analysis analysis = new Analyzer(GoldenRuns.config(golden.get("params")))
                .analyze(GoldenRuns.runs(golden.at("/inputs/runs")));

        JsonNode expected = golden.at("/expected/pooled");
        assertMeasures(measures(analysis.forward().orElseThrow().coincidence()), expected.at("/forward/globalMeasure"));
        assertMeasures(
                measures(analysis.backward().orElseThrow().coincidence()), expected.at("/backward/globalMeasure"));
        assertMeasures(measures(analysis.sync().orElseThrow()), expected.at("/sync/globalMeasure"));
    }

    private static List<ShiftMeasure> measures(Coincidence coincidence) {
        return coincidence.statistics().orElseThrow().globalMeasures();
    }

    /** 200 seeded replicates of unrelated autocorrelated data, each with the p-values of the reference. */
    @Test
    void unrelatedDataIsRejectedNoMoreOftenThanTheLevelAllows() {
        JsonNode golden = Vectors.read("04_independent_fpr.json");
        int forwardRejected = 0;
        int backwardRejected = 0;
        int anyAfterBh = 0;
        for (JsonNode row : golden.get("replicates")) {
            Stratum stratum = replicate(row.get(0).longValue(), golden.get("T").intValue());
            LagWindow lags = LagWindow.after(1000, 15_000);
            Coincidence forward = TEST.test(List.of(stratum), lags);
            Coincidence backward = TEST.test(List.of(stratum.reversed()), lags);
            assertReplicate(row, forward, backward);
            double[] p = {p(forward), p(backward)};
            forwardRejected += p[0] <= 0.05 ? 1 : 0;
            backwardRejected += p[1] <= 0.05 ? 1 : 0;
            double[] q = BenjaminiHochberg.qValues(p);
            anyAfterBh += Math.min(q[0], q[1]) <= 0.05 ? 1 : 0;
        }
        JsonNode expected = golden.get("expected");
        assertThat(golden.get("replicates")).hasSize(200);
        assertThat(forwardRejected)
                .isEqualTo(expected.get("rejectedForward").intValue())
                .isLessThanOrEqualTo(19);
        assertThat(backwardRejected)
                .isEqualTo(expected.get("rejectedBackward").intValue())
                .isLessThanOrEqualTo(19);
        assertThat(anyAfterBh).isEqualTo(expected.get("anyAfterBH").intValue()).isLessThanOrEqualTo(19);
    }

    private static double p(Coincidence test) {
        return test.statistics().map(CoincidenceStatistics::p).orElse(1.0);
    }

    private static void assertReplicate(JsonNode row, Coincidence forward, Coincidence backward) {
        String seed = "seed " + row.get(0);
        assertThat(forward.counts().causes()).as(seed).isEqualTo(row.get(1).intValue());
        assertThat(forward.counts().effects()).as(seed).isEqualTo(row.get(2).intValue());
        assertThat(forward.counts().coincidences())
                .as(seed)
                .isEqualTo(row.get(3).intValue());
        assertThat(backward.counts().coincidences())
                .as(seed)
                .isEqualTo(row.get(4).intValue());
        assertClose(pGlobal(forward), row.get(5).doubleValue(), RELATIVE, seed + " pGlobalF");
        assertClose(pBlock(forward), row.get(6).doubleValue(), RELATIVE, seed + " pBlockF");
        assertClose(pGlobal(backward), row.get(7).doubleValue(), RELATIVE, seed + " pGlobalB");
        assertClose(pBlock(backward), row.get(8).doubleValue(), RELATIVE, seed + " pBlockB");
    }

    private static double pGlobal(Coincidence test) {
        return test.statistics().map(CoincidenceStatistics::pGlobal).orElse(1.0);
    }

    private static double pBlock(Coincidence test) {
        return test.statistics().map(CoincidenceStatistics::pBlock).orElse(1.0);
    }

    /** Golden 04, "about": a series above a level is a spike, another above its own is a collapse. */
    private static Stratum replicate(long seed, int seconds) {
        SeededNoise noise = new SeededNoise(seed);
        double[] x = SeededNoise.ar1(noise.irwinHall(seconds + 200), 0.9);
        double[] y = SeededNoise.ar1(noise.irwinHall(seconds + 200), 0.98);
        long[] times = IntStream.range(0, seconds).mapToLong(i -> 1000L * i).toArray();
        TimeSeries flags = TimeSeries.of(
                times,
                IntStream.range(0, seconds)
                        .mapToDouble(i -> y[i + 200] > 7 ? 1 : 0)
                        .toArray());
        List<Event> spikes = SpikeEvents.find("run", "level", flags, i -> x[i + 200] > 4.2, 5000);
        List<Event> collapses = CollapseEvents.fromFlags("gpu0", CollapseKind.RECORDED, flags, 10_000, 5000)
                .events();
        return Stratum.of(
                spikes.stream().mapToLong(Event::onsetMillis).toArray(),
                collapses.stream().mapToLong(Event::onsetMillis).toArray(),
                new Coverage(List.of(new Segment(0, (seconds - 1) * 1000L + 1))));
    }

    @Test
    void cutsBlocksAsTheGoldenCases() {
        assertThat(Vectors.read("08_statistics.json").at("/expected/blockEdges"))
                .hasSize(3)
                .allSatisfy(c -> assertThat(EventCoincidence.blockEdges(
                                new Segment(c.get("a").longValue(), c.get("b").longValue()),
                                c.get("B").longValue()))
                        .containsExactly(longs(c.get("edges"))));
    }

    @Test
    void countsLagsOnBothEdgesOfTheWindow() {
        LagWindow lags = LagWindow.after(1000, 15_000);
        long[] causes = {100_000};

        assertThat(coincidences(causes, 101_000, lags)).isZero();
        assertThat(coincidences(causes, 101_001, lags)).isOne();
        assertThat(coincidences(causes, 116_000, lags)).isOne();
        assertThat(coincidences(causes, 116_001, lags)).isZero();
        assertThat(coincidences(causes, 99_000, LagWindow.within(1000))).isOne();
        assertThat(coincidences(causes, 101_000, LagWindow.within(1000))).isOne();
        assertThat(coincidences(causes, 98_999, LagWindow.within(1000))).isZero();
        assertThat(coincidences(causes, 101_001, LagWindow.within(1000))).isZero();
    }

    private static int coincidences(long[] causes, long effect, LagWindow lags) {
        return TEST.test(List.of(stratum(causes, new long[] {effect}, 600_000)), lags)
                .counts()
                .coincidences();
    }

    @Test
    void pairsNothingAcrossAGap() {
        Coverage coverage = new Coverage(List.of(new Segment(0, 100_000), new Segment(105_000, 200_000)));
        Stratum stratum = Stratum.of(new long[] {98_000}, new long[] {106_000}, coverage);

        CoincidenceCounts counts =
                TEST.test(List.of(stratum), LagWindow.after(1000, 15_000)).counts();

        assertThat(counts.coincidences()).isZero();
        assertThat(counts.triggers()).isZero();
        assertThat(counts.exposedMillis()).isEqualTo(999);
    }

    @Test
    void aWindowWithoutTimeLeavesTheRatioUndefinedAndTheProbabilityAtOne() {
        Coincidence result = TEST.test(
                List.of(stratum(new long[] {599_999}, new long[] {5000}, 600_000)), LagWindow.after(1000, 15_000));

        CoincidenceStatistics statistics = result.statistics().orElseThrow();
        assertThat(result.counts().exposure()).isZero();
        assertThat(statistics.p()).isEqualTo(1);
        assertThat(statistics.pBinomial()).isEqualTo(1);
        assertThat(statistics.rateRatio().estimate()).isEmpty();
        assertThat(statistics.detectableRateRatio()).isEmpty();
    }

    @Test
    void windowsThatFillEverythingLeaveNoCouplingIndex() {
        long[] causes = IntStream.range(0, 60).mapToLong(i -> i * 10L).toArray();

        CoincidenceStatistics statistics = TEST.test(
                        List.of(stratum(causes, new long[] {300}, 600)), new LagWindow(-600, 600))
                .statistics()
                .orElseThrow();

        assertThat(statistics.couplingIndex()).isEmpty();
        assertThat(statistics.overDispersion()).isEqualTo(1);
        assertThat(statistics.p()).isEqualTo(1);
    }

    @Test
    void hasNoStatisticsWithoutEventsOnBothSidesOrWithoutTime() {
        LagWindow lags = LagWindow.after(0, 10);

        assertThat(TEST.test(List.of(stratum(new long[] {5}, new long[0], 100)), lags)
                        .statistics())
                .isEmpty();
        assertThat(TEST.test(List.of(stratum(new long[0], new long[] {5}, 100)), lags)
                        .statistics())
                .isEmpty();
        Coincidence nothing =
                TEST.test(List.of(Stratum.of(new long[] {5}, new long[] {6}, new Coverage(List.of()))), lags);
        assertThat(nothing.statistics()).isEmpty();
        assertThat(nothing.counts()).isEqualTo(new CoincidenceCounts(0, 0, 0, 0, 0, 0));
        assertThat(nothing.counts().exposure()).isZero();
    }
}

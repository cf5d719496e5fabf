package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.testing.EventRuns;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class PlaceboTest {
    private static Placebo placebo(List<RunEvents> runs) {
        return Placebo.of(EventRuns.analysis(runs), CorrelationConfig.DEFAULTS).orElseThrow();
    }

    @Test
    void agreesWithTheReference() {
        JsonNode golden = Vectors.read("09_runs_devices.json");
        CorrelationConfig config = GoldenRuns.config(golden.get("params"));
        JsonNode expected = golden.at("/expected/pooled/placeboForward");

        Placebo placebo = Placebo.of(new Analyzer(config).analyze(GoldenRuns.runs(golden.at("/inputs/runs"))), config)
                .orElseThrow();

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                Placebo.Pair pair = placebo.pairs().get(i).get(j);
                assertThat(pair.coincidences())
                        .isEqualTo(expected.get("K").get(i).get(j).intValue());
                assertThat(pair.excess())
                        .isCloseTo(expected.get("excess").get(i).get(j).doubleValue(), within(1e-9));
            }
        }
        assertThat(placebo.ownExcess()).isCloseTo(expected.get("own").doubleValue(), within(1e-9));
        assertThat(placebo.asLarge()).isEqualTo(expected.get("count").intValue());
        assertThat(placebo.pairings()).isEqualTo(expected.get("permutations").intValue());
        assertThat(placebo.p()).isCloseTo(expected.get("p").doubleValue(), within(1e-12));
        assertThat(placebo.isTelling()).isFalse();
    }

    /** Six runs that all have their spikes in the first ten minutes; collapses follow them, or come as early anyhow. */
    private static List<RunEvents> sixRuns(boolean coupled) {
        SplittableRandom random = new SplittableRandom(5);
        List<RunEvents> runs = new ArrayList<>();
        for (int run = 0; run < 6; run++) {
            long start = 10_000_000L * run;
            long[] spikes = random.longs(12, start, start + 600_000).sorted().toArray();
            long[] collapses = new long[12];
            for (int i = 0; i < 12; i++) {
                collapses[i] = coupled ? spikes[i] + 6_000 + 100L * i : start + random.nextLong(600_000);
            }
            runs.add(EventRuns.run("run-" + run, EventRuns.watched(start, start + 3_600_000), spikes, collapses));
        }
        return runs;
    }

    @Test
    void tellsCouplingFromATimeCourseThatAllRunsShare() {
        Placebo coupled = placebo(sixRuns(true));
        Placebo shared = placebo(sixRuns(false));

        assertThat(coupled.isTelling()).isTrue();
        assertThat(coupled.pairings()).isEqualTo(720);
        assertThat(coupled.p()).isEqualTo(1.0 / 720);
        assertThat(shared.ownExcess())
                .as("bunched at the start, so far more than at even rates")
                .isGreaterThan(5);
        assertThat(shared.p()).isGreaterThan(0.05);
    }

    private static boolean wouldSwapNothing(List<RunEvents> runs) {
        return Placebo.wouldSwapNothing(EventRuns.analysis(runs), CorrelationConfig.DEFAULTS);
    }

    @Test
    void seesThatRunsWithTheSameSpikesCannotTell() {
        List<RunEvents> runs = new ArrayList<>();
        for (long start : new long[] {0, 5_000_000, 20_000_000}) {
            runs.add(EventRuns.run(
                    "run",
                    EventRuns.watched(start, start + 600_000),
                    new long[] {start + 100_000 + start / 40_000, start + 300_000},
                    new long[] {start + 108_000}));
        }

        assertThat(wouldSwapNothing(runs)).isTrue();
        assertThat(placebo(runs).p()).isEqualTo(1);
        assertThat(wouldSwapNothing(sixRuns(true))).isFalse();
        assertThat(wouldSwapNothing(runs.subList(0, 1))).isFalse();
    }

    @Test
    void isForTwoToSevenRunsThatWereWatched() {
        RunEvents run = sixRuns(true).get(0);
        RunEvents unwatched = EventRuns.run("dark", EventRuns.watched(), new long[] {5}, new long[] {9});

        assertThat(Placebo.of(EventRuns.analysis(List.of(run)), CorrelationConfig.DEFAULTS))
                .isEmpty();
        assertThat(Placebo.of(EventRuns.analysis(List.of(run, unwatched)), CorrelationConfig.DEFAULTS))
                .isEmpty();
        assertThat(Placebo.of(EventRuns.analysis(java.util.Collections.nCopies(8, run)), CorrelationConfig.DEFAULTS))
                .isEmpty();
        assertThat(placebo(java.util.Collections.nCopies(7, run)).pairings()).isEqualTo(5040);
    }

    /** Runs of which one was watched for a shorter time: only what both watched counts. */
    @Test
    void comparesWhatBothWatched() {
        RunEvents whole =
                EventRuns.run("a", EventRuns.watched(0, 600_000), new long[] {50_000, 400_000}, new long[] {58_000});
        RunEvents half =
                EventRuns.run("b", EventRuns.watched(0, 300_000), new long[] {100_000}, new long[] {58_000, 108_000});

        Placebo placebo = placebo(List.of(whole, half));

        Placebo.Pair swapped = placebo.pairs().get(0).get(1);
        assertThat(swapped.coincidences()).isEqualTo(1);
        assertThat(swapped.excess()).isCloseTo(1 - 2 * 15_000.0 / 300_000, within(1e-12));
    }
}

package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class StepLagsTest {
    private static final CorrelationConfig CONFIG = CorrelationConfig.DEFAULTS;

    /** Ten minutes at 1 Hz with spikes at 100 s and 300 s; a collapse of 5 s begins at each of the given seconds. */
    private static Run run(long[] stepMillis, int... onsets) {
        double[] norms = LongStream.of(stepMillis)
                .mapToDouble(t -> (40 + Math.sin(t / 1000.0 * 1.7)) * (t == 100_000 || t == 300_000 ? 2 : 1))
                .toArray();
        long[] seconds = LongStream.range(0, 600).map(s -> 1000 * s).toArray();
        double[] flags = IntStream.range(0, 600)
                .mapToDouble(s -> IntStream.of(onsets).anyMatch(o -> o <= s && s < o + 5) ? 1 : 0)
                .toArray();
        return new Run(
                "run", TimeSeries.of(stepMillis, norms), new TreeMap<>(Map.of("gpu0", TimeSeries.of(seconds, flags))));
    }

    private static Optional<StepLags> lags(Run run) {
        Analysis analysis = new Analyzer(CONFIG).analyze(List.of(run));
        return StepLags.of(analysis, CONFIG, Map.of("run", run.gradNorm()));
    }

    private static long[] every(long periodMillis) {
        return LongStream.rangeClosed(0, 599_000 / periodMillis)
                .map(i -> periodMillis * i)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"500, 10, 16", "1000, 5, 8", "2000, 3, 4"})
    void countsTheStepsFromASpikeToItsCollapse(long periodMillis, int binSteps, int steps) {
        StepLags lags = lags(run(every(periodMillis), 108, 308)).orElseThrow();

        assertThat(lags.stepMillis()).isEqualTo((double) periodMillis);
        assertThat(lags.binSteps()).isEqualTo(binSteps);
        assertThat(lags.halfSteps()).isEqualTo(12 * binSteps);
        assertThat(lags.forward()).hasValue(new StepLags.Lead(2, steps, steps, steps));
        assertThat(lags.backward()).isEmpty();
        assertThat(lags.counts()).hasSize(24);
        assertThat(lags.counts().get(12 + steps / binSteps)).isEqualTo(2);
        assertThat(lags.counts().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    /** After 300 s each step takes 4 s instead of 1 s. */
    @Test
    void countsStepsThatThrottlingMadeLongerAsOne() {
        long[] steps = LongStream.concat(
                        LongStream.rangeClosed(0, 300).map(i -> 1000 * i),
                        LongStream.rangeClosed(1, 74).map(i -> 300_000 + 4000 * i))
                .toArray();
        StepLags lags = lags(run(steps, 108, 312)).orElseThrow();

        // 8 steps of 1 s after the first spike, 3 steps of 4 s after the second.
        assertThat(lags.forward()).hasValue(new StepLags.Lead(2, 4.25, 5.5, 6.75));
    }

    @Test
    void aCollapseBeforeItsSpikeHasANegativeLag() {
        StepLags lags = lags(run(every(1000), 92, 289)).orElseThrow();

        assertThat(lags.backward()).hasValue(new StepLags.Lead(2, 8.75, 9.5, 10.25));
        assertThat(lags.forward()).isEmpty();
        // -8 lies in the bin from -10 to -6, -11 in the one before.
        assertThat(lags.counts().get(10)).isOne();
        assertThat(lags.counts().get(9)).isOne();
    }

    @Test
    void needsEventsOfBothSidesAndTheSteps() {
        Run run = run(every(1000), 108);

        assertThat(lags(run(every(1000)))).isEmpty();
        assertThat(StepLags.of(new Analyzer(CONFIG).analyze(List.of(run)), CONFIG, Map.of()))
                .isEmpty();
    }

    @Test
    void atAStepASecondTheAxisIsThatOfTheLagHistogram() {
        List<Run> runs =
                GoldenRuns.session(Vectors.read("02_coupled_forward.json").get("inputs"), "run");
        Analysis analysis = new Analyzer(CONFIG).analyze(runs);
        StepLags lags = StepLags.of(analysis, CONFIG, Map.of("run", runs.get(0).gradNorm()))
                .orElseThrow();
        int pairs = LagHistogram.of(analysis, EventConfig.DEFAULTS).orElseThrow().bins().stream()
                .mapToInt(LagHistogram.Bin::count)
                .sum();

        assertThat(lags.forward().orElseThrow().count()).isEqualTo(26);
        // The reference has 7.0 s; a collapse within a step counts as before its end.
        assertThat(lags.forward().orElseThrow().median() * lags.stepMillis()).isBetween(6000.0, 8000.0);
        assertThat(lags.counts().stream().mapToInt(Integer::intValue).sum()).isBetween(pairs - 5, pairs + 5);
    }
}

package org.thermograd.domain.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.PlanRates.Origin;
import org.thermograd.domain.series.TimeSeries;

class PlanRatesTest {
    /** Watches a device each second, with spikes and collapses at some of them. */
    private static Verdict.NotEstimable judge(int seconds, int[] spikes, int[] collapses) {
        long[] times = IntStream.range(0, seconds).mapToLong(i -> 1000L * i).toArray();
        double[] norms = IntStream.range(0, seconds)
                .mapToDouble(i -> 40 + 2 * Math.sin(i * 1.7))
                .toArray();
        double[] flags = new double[seconds];
        for (int spike : spikes) {
            norms[spike] *= 3;
        }
        for (int collapse : collapses) {
            Arrays.fill(flags, collapse, collapse + 5, 1);
        }
        return judge(
                new Run("r", TimeSeries.of(times, norms), new TreeMap<>(Map.of("gpu0", TimeSeries.of(times, flags)))));
    }

    private static Verdict.NotEstimable judge(Run run) {
        return (Verdict.NotEstimable)
                new Analyzer(CorrelationConfig.DEFAULTS).analyze(List.of(run)).verdict();
    }

    @Test
    void areThoseOfTheSessionWhereEventsCame() {
        PlanRates rates = judge(7201, new int[] {1000, 2000, 3000, 4000}, new int[0])
                .plan()
                .orElseThrow()
                .rates();

        assertThat(rates.spikes().origin()).isEqualTo(Origin.MEASURED);
        assertThat(rates.spikes().perHour()).isCloseTo(2, within(0.01));
        assertThat(rates.collapses().origin()).isEqualTo(Origin.AT_MOST);
        assertThat(rates.collapses().perHour()).isCloseTo(1.5, within(0.01));
    }

    @Test
    void areAssumedWhereNothingCameForAShortTime() {
        PlanRates rates =
                judge(300, new int[0], new int[] {100}).plan().orElseThrow().rates();

        assertThat(rates.spikes()).isEqualTo(new PlanRates.Rate(30, Origin.ASSUMED));
        assertThat(rates.collapses().origin()).isEqualTo(Origin.MEASURED);
        assertThat(rates.collapses().perHour()).isCloseTo(12, within(0.1));
    }

    @Test
    void fewerCollapsesAskForALongerSession() {
        long few = judge(7201, new int[0], new int[] {3000})
                .plan()
                .orElseThrow()
                .minutes()
                .orElseThrow();
        long many = judge(7201, new int[0], new int[] {1000, 2000, 3000, 4000, 5000})
                .plan()
                .orElseThrow()
                .minutes()
                .orElseThrow();

        assertThat(few).isBetween(4 * many, 6 * many);
    }

    @Test
    void thereIsNoPlanWhereTimeCannotHelp() {
        long[] times = IntStream.range(0, 600).mapToLong(i -> 1000L * i).toArray();
        double[] constant = new double[600];
        Arrays.fill(constant, 40);
        Run run = new Run(
                "r",
                TimeSeries.of(times, constant),
                new TreeMap<>(Map.of("gpu0", TimeSeries.of(times, new double[600]))));

        assertThat(judge(run).reasons()).contains(Reason.CONSTANT_GRAD_NORM, Reason.ZERO_COLLAPSES);
        assertThat(judge(run).plan()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"ZERO_SPIKES", "ZERO_COLLAPSES", "TOO_FEW_SAMPLES"})
    void timeMattersWhereEventsOrSamplesAreMissing(Reason reason) {
        assertThat(reason.isTimeAMatter()).isTrue();
    }
}

package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeKind;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;

class CostSentencesTest {
    private static EpisodeCost cost(
            String device, String reason, double slowdown, double lower, double upper, double near) {
        return new EpisodeCost(
                new EpisodeKind(device, reason),
                3,
                600,
                3000,
                Optional.of(new EpisodeCost.Estimate(
                        slowdown,
                        1,
                        OptionalDouble.of(lower),
                        OptionalDouble.of(upper),
                        0.001,
                        600 * (slowdown - 1),
                        OptionalDouble.of(near),
                        OptionalDouble.empty(),
                        OptionalDouble.empty())));
    }

    private static EpisodeCost unknown(String device, String reason, int episodes, int inside, int outside) {
        return new EpisodeCost(new EpisodeKind(device, reason), episodes, inside, outside, Optional.empty());
    }

    private static List<String> sentences(EpisodeCost... costs) {
        return CostSentences.of(new Costs(List.of(new RunCost("luna", 3600, 0, 0, 3600, List.of(costs))), List.of()));
    }

    @Test
    void tellsByHowMuchThrottlingSlowedSteps() {
        assertThat(sentences(cost("gpu0", "sw_thermal", 1.312, 1.24, 1.381, 1.3)))
                .containsExactly(
                        "Throttling (sw_thermal) of gpu0 slowed steps by 31 % [24, 38]: 3.12 min of 60 min lost.");
    }

    @Test
    void saysNoMoreThanTheIntervalDoes() {
        assertThat(sentences(cost("gpu0", "sw_thermal", 1.052, 0.98, 1.1, 1.05)))
                .containsExactly(
                        "Steps inside throttling (sw_thermal) of gpu0 were 5.2 % slower [-2, 10]: 31.2 s of 60 min"
                                + " lost.");
        assertThat(sentences(cost("gpu0", "sw_thermal", 0.8, 0.75, 0.96, 0.8)))
                .containsExactly("Steps inside throttling (sw_thermal) of gpu0 were 20 % faster [4, 25].");
    }

    @Test
    void namesAnEfficiencyDropAndARecordedFlagAsWhatTheyAre() {
        assertThat(sentences(cost("gpu0", "efficiency", 1.12, 1.08, 1.15, 1.12)))
                .containsExactly(
                        "Steps inside efficiency drops (inferred) of gpu0 were 12 % slower [8, 15]: 72 s of 60 min"
                                + " lost.");
        assertThat(sentences(cost("gpu0", "recorded", 1.12, 1.08, 1.15, 1.12)))
                .containsExactly(
                        "Steps inside recorded collapses of gpu0 were 12 % slower [8, 15]: 72 s of 60 min lost.");
    }

    @Test
    void warnsOfATrend() {
        assertThat(sentences(cost("gpu0", "sw_thermal", 1.5, 1.4, 1.6, 1.1)).get(0))
                .endsWith(" lost. Against steps nearby only they were 10 % slower: step times have a trend of their own"
                        + " (STEP_TIME_TREND).");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(sentences(unknown("gpu0", "recorded", 0, 0, 3600)))
                .containsExactly("No step ran inside a recorded collapse of gpu0.");
        assertThat(sentences(unknown("gpu0", "efficiency", 0, 0, 3600)))
                .containsExactly("No step ran inside an efficiency drop (inferred) of gpu0.");
        assertThat(sentences(unknown("gpu0", "sw_thermal", 1, 0, 3600)))
                .containsExactly("No step ran inside an episode of sw_thermal of gpu0.");
        assertThat(sentences(unknown("gpu0", "sw_thermal", 1, 7, 3600)))
                .containsExactly("Too few steps inside (7) throttling (sw_thermal) of gpu0 to say what they cost.");
        assertThat(sentences(unknown("gpu0", "sw_thermal", 1, 3600, 7)))
                .containsExactly("Too few steps (7) far from every episode to say what throttling (sw_thermal) of gpu0"
                        + " cost.");
    }

    @Test
    void aConfirmedCollapseIsNamedByItsReasonWhereThereIsOne() {
        assertThat(sentences(unknown("gpu0", "confirmed", 0, 0, 3600), unknown("gpu0", "sw_thermal", 0, 0, 3600)))
                .containsExactly("No step ran inside an episode of confirmed throttling of gpu0.");
        assertThat(sentences(
                        unknown("gpu0", "confirmed", 1, 7, 3600),
                        unknown("gpu0", "hw_thermal", 0, 0, 3600),
                        unknown("gpu0", "sw_thermal", 1, 7, 3600),
                        unknown("gpu0", "thermal", 1, 7, 3600)))
                .containsExactly("Too few steps inside (7) throttling (sw_thermal) of gpu0 to say what they cost.");
    }

    @Test
    void ofSeveralDevicesTellsWhatHoldsOfAny() {
        assertThat(sentences(
                        unknown("cpu", "recorded", 0, 0, 3600),
                        unknown("gpu0", "recorded", 1, 7, 3600),
                        unknown("all", "recorded", 1, 7, 3600)))
                .containsExactly("Too few steps inside (7) recorded collapses of any device to say what they cost.");
    }

    private static StepHistogram histogram(double steps, double bound) {
        return new StepHistogram(
                new TreeMap<>(Map.of(bound / 2, 0.0, bound, steps, Double.POSITIVE_INFINITY, steps)),
                0.75 * bound * steps);
    }

    private static List<String> aggregated(StepHistogram clear, StepHistogram collapsed) {
        return CostSentences.of(new Costs(
                List.of(), List.of(new AggregatedCost("luna", clear, new TreeMap<>(Map.of("collapsed", collapsed))))));
    }

    @Test
    void ofHistogramsGivesNoInterval() {
        assertThat(aggregated(histogram(1000, 1), histogram(100, 1.5)))
                .containsExactly("Steps while a device was collapsed were 50 % slower: 37.5 s of 14.4 min lost. From"
                        + " histograms (STEP_TIMES_AGGREGATED): no interval.");
        assertThat(aggregated(histogram(1000, 1), histogram(0, 1.5)))
                .containsExactly("No step ran while a device was collapsed.");
        assertThat(aggregated(histogram(1000, 1), histogram(7, 1.5)))
                .containsExactly("Too few steps, or too long ones, while a device was collapsed (7) or while none was"
                        + " (1000) to say what they cost.");
    }
}

package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.BestDecile;
import org.thermograd.domain.analysis.cost.DoseResponse;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;

class CostSentencesTest {
    private static final OptionalDouble NO_JOULES = OptionalDouble.empty();

    private static EpisodeCost cost(
            String device, String reason, int episodes, Method method, double share, Optional<Slowdown> slowdown) {
        return new EpisodeCost(
                new EpisodeKind(device, reason),
                episodes,
                method,
                Optional.of(new EpisodeCost.Sides(
                        new EpisodeCost.Steps(600, OptionalDouble.of(1.3), NO_JOULES),
                        new EpisodeCost.Steps(3000, OptionalDouble.of(1), NO_JOULES))),
                3600 * share,
                OptionalDouble.of(share),
                slowdown);
    }

    private static EpisodeCost slower(String device, String reason, double slowdown, double lower, double upper) {
        Slowdown.Interval interval = new Slowdown.Interval(lower, upper, OptionalDouble.of(0.001), Optional.empty());
        return cost(
                device, reason, 9, Method.MATCHED, 0.2, Optional.of(new Slowdown(9, slowdown, Optional.of(interval))));
    }

    private static EpisodeCost few(int clusters, double slowdown) {
        return cost(
                "gpu0",
                "sw_thermal",
                7,
                Method.MATCHED,
                0.1,
                Optional.of(new Slowdown(clusters, slowdown, Optional.empty())));
    }

    private static EpisodeCost nothing(String device, String reason, int episodes) {
        return cost(device, reason, episodes, Method.NONE, 0.01 * episodes, Optional.empty());
    }

    private static List<String> sentences(Optional<DoseResponse> dose, EpisodeCost... costs) {
        return CostSentences.of(new Costs(
                List.of(new RunCost(
                        "luna",
                        Optional.of(new RunCost.Used(3600, 0, 0)),
                        3600,
                        List.of(costs),
                        dose,
                        Optional.of(new BestDecile(0.95, 1.02)))),
                List.of()));
    }

    private static List<String> sentences(EpisodeCost... costs) {
        return sentences(Optional.empty(), costs);
    }

    @Test
    void tellsByHowMuchThrottlingSlowedSteps() {
        assertThat(sentences(slower("gpu0", "sw_thermal", 1.312, 1.24, 1.381)))
                .containsExactly("Throttling (sw_thermal) on gpu0 slowed steps by 31% (95% CI 24–38%; 9 episodes, each"
                        + " compared with steps near it): 2.85 min (95% CI 2.32–3.31 min) lost in 60 min.");
    }

    @Test
    void saysNoMoreThanTheIntervalDoes() {
        assertThat(sentences(slower("gpu0", "hw_slowdown", 1.9, 1.8, 2)))
                .singleElement()
                .asString()
                .startsWith("Throttling (hardware slowdown, reason not given) on gpu0 slowed steps by 90%");
        assertThat(sentences(slower("gpu0", "sw_thermal", 1.052, 0.98, 1.1)))
                .containsExactly("Steps inside throttling (sw_thermal) on gpu0 took as long as steps near them, within"
                        + " -2% to +10% (95% CI; 9 episodes).");
        assertThat(sentences(slower("gpu0", "sw_thermal", 0.8, 0.75, 0.96)))
                .containsExactly("Steps inside throttling (sw_thermal) on gpu0 took 20% less time than steps near them"
                        + " (95% CI 4–25%; 9 episodes).");
    }

    @Test
    void namesAnEfficiencyDropAndARecordedFlagAsWhatTheyAre() {
        assertThat(sentences(slower("gpu0", "efficiency", 1.12, 1.08, 1.15)))
                .containsExactly(
                        "Steps inside efficiency drops while heating on gpu0 took 12% longer (95% CI 8–15%;"
                                + " 9 episodes, each compared with steps near it): 77.1 s (95% CI 53.3–93.9 s) lost in 60 min.");
        assertThat(sentences(slower("gpu0", "recorded", 1.12, 1.08, 1.3)))
                .containsExactly("Steps inside recorded collapses on gpu0 took 12% longer (95% CI 8–30%; 9 episodes,"
                        + " each compared with steps near it): 77.1 s (95% CI 53.3 s–2.77 min) lost in 60 min.");
    }

    @Test
    void claimsNothingOfFewEpisodes() {
        assertThat(sentences(few(3, 1.45)))
                .containsExactly("Steps inside the 3 usable episodes of throttling (sw_thermal) on gpu0 took 45% longer"
                        + " than steps near them; fewer than 5 episodes give no interval, so nothing is claimed.");
        assertThat(sentences(few(1, 0.9)).get(0))
                .startsWith("Steps inside the only usable episode of throttling (sw_thermal) on gpu0 took 10% less time"
                        + " than steps near it; ");
        assertThat(sentences(few(4, 1.0001)).get(0)).contains(" took as long as steps near them; ");
        assertThat(CostSentences.qualifiers(few(4, 1.4))).containsExactly("FEW_EPISODES");
    }

    @Test
    void warnsOfAFlagThatLooksLate() {
        EpisodeCost late = cost(
                "gpu0",
                "recorded",
                9,
                Method.MATCHED,
                0.2,
                Optional.of(new Slowdown(
                        9,
                        1.4,
                        Optional.of(new Slowdown.Interval(
                                1.35, 1.6, OptionalDouble.empty(), Optional.of(new Slowdown.LateFlag(5000, 1.5)))))));

        assertThat(sentences(late).get(0))
                .endsWith(
                        " lost in 60 min. The flag may be late: taken 5 s earlier, steps inside the same episodes took"
                                + " 50% longer than steps near them; the interval covers both.");
        assertThat(CostSentences.qualifiers(late)).containsExactly("FLAG_LATE");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(sentences(nothing("gpu0", "recorded", 0)))
                .containsExactly("No step ran inside a recorded collapse on gpu0.");
        assertThat(sentences(nothing("gpu0", "efficiency", 0)))
                .containsExactly("No step ran inside an efficiency drop while heating on gpu0.");
        assertThat(sentences(nothing("gpu0", "sw_thermal", 7)))
                .containsExactly("None of the 7 episodes of throttling (sw_thermal) on gpu0 can be compared: too few"
                        + " steps inside or near them that are not within a minute of a pause.");
        assertThat(sentences(nothing("gpu0", "sw_thermal", 1)).get(0))
                .startsWith("The only episode of throttling (sw_thermal) on gpu0 cannot be compared: too few steps"
                        + " inside or near it ");
    }

    @Test
    void withoutAnOutsideTellsHowStepTimeFollowsTheClock() {
        EpisodeCost always = cost("gpu0", "sw_thermal", 1, Method.DOSE, 0.97, Optional.empty());
        DoseResponse dose = new DoseResponse.Estimated("gpu0", 158, 7, 1.98e9, 0.8009, 1.5, 1.185, 1.174, 1.196, true);

        assertThat(sentences(Optional.of(dose), always))
                .containsExactly(
                        "Device gpu0 was in throttling (sw_thermal) for 97% of the time, so there is no outside. Step"
                                + " time follows the clock of gpu0: at its mean, 80% of full, steps take 19% longer than at full"
                                + " clock (95% CI 17–20%; line in full clock / clock, trend removed). Full clock itself was not"
                                + " seen.");
    }

    @Test
    void withoutAnOutsideAndAClockSaysThatTheCostIsNotKnown() {
        EpisodeCost always = cost("all", "sw_power_cap", 1, Method.DOSE, 0.97, Optional.empty());
        EpisodeCost seldom = cost("gpu0", "sw_thermal", 1, Method.DOSE, 0.12, Optional.empty());

        assertThat(refused(DoseResponse.Reason.NO_CLOCK, always))
                .isEqualTo("Some device was in throttling (sw_power_cap) for 97% of the time and no clock was recorded:"
                        + " the cost cannot be determined. The fastest tenth of steps took up to 0.95 s, the median step"
                        + " 1.02 s.");
        assertThat(refused(DoseResponse.Reason.TOO_SHORT, seldom))
                .startsWith(
                        "Device gpu0 was in throttling (sw_thermal) for 12% of the time, hardly any step is far from"
                                + " every episode, and the run is shorter than an hour or has too few steps: ");
        assertThat(refused(DoseResponse.Reason.CLOCK_HARDLY_VARIES, always))
                .contains("the clock varied by less than 5%");
    }

    private static String refused(DoseResponse.Reason reason, EpisodeCost cost) {
        return sentences(Optional.of(new DoseResponse.Refused("gpu0", reason)), cost)
                .get(0);
    }

    @Test
    void aConfirmedCollapseIsNamedByItsReasonWhereThereIsOne() {
        assertThat(sentences(nothing("gpu0", "confirmed", 0), nothing("gpu0", "sw_thermal", 0)))
                .containsExactly("No step ran inside an episode of confirmed throttling on gpu0.");
        assertThat(sentences(
                        nothing("gpu0", "confirmed", 2),
                        nothing("gpu0", "hw_thermal", 0),
                        nothing("gpu0", "sw_thermal", 2),
                        nothing("gpu0", "thermal", 2)))
                .singleElement()
                .asString()
                .startsWith("None of the 2 episodes of throttling (sw_thermal) on gpu0 ");
    }

    @Test
    void ofSeveralDevicesTellsWhatHoldsOfAny() {
        assertThat(sentences(
                        nothing("cpu", "recorded", 0),
                        nothing("gpu0", "recorded", 2),
                        slower("all", "recorded", 1.5, 1.4, 1.6)))
                .singleElement()
                .asString()
                .startsWith("Steps inside recorded collapses on any device took 50% longer ");
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
                .containsExactly("Steps while a device was collapsed took 50% longer than steps while none was. Medians"
                        + " of histograms (STEP_TIMES_AGGREGATED) give no interval and no time lost.");
        assertThat(aggregated(histogram(1000, 1), histogram(0, 1.5)))
                .containsExactly("No step ran while a device was collapsed.");
        assertThat(aggregated(histogram(1000, 1), histogram(7, 1.5)))
                .containsExactly("Too few steps, or too long ones, while a device was collapsed (7) or while none was"
                        + " (1000) to compare them.");
    }
}

package org.thermograd.calibration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventRunTest {
    private static final int SESSIONS = 24;
    private static final long SEED = 41;
    private static final double SPIKE_NORM = 3.5;

    private static List<GeneratedRun> draw(EventPlan plan) {
        return IntStream.range(0, SESSIONS)
                .mapToObj(i -> EventRun.draw(plan, Draws.of(SEED, "test", i)))
                .toList();
    }

    private static List<Long> spikes(GeneratedRun run) {
        return run.steps().stream()
                .filter(step -> step.norm() > SPIKE_NORM)
                .map(Step::endMillis)
                .toList();
    }

    private static List<Long> onsets(GeneratedRun run) {
        List<Long> onsets = new ArrayList<>();
        boolean up = false;
        for (Sample sample : run.samples()) {
            if (sample.collapsed() && !up) {
                onsets.add(sample.millis());
            }
            up = sample.collapsed();
        }
        return onsets;
    }

    private static double perHour(List<GeneratedRun> runs, EventPlan plan, boolean ofSpikes) {
        return runs.stream()
                        .mapToInt(run -> (ofSpikes ? spikes(run) : onsets(run)).size())
                        .sum()
                * 3600.0
                / (SESSIONS * plan.seconds());
    }

    /** Returns the rate of collapses 2 to 16 s after a spike, by that at all other times. */
    private static double ratio(List<GeneratedRun> runs) {
        double inside = 0;
        double insideMillis = 0;
        double outside = 0;
        double outsideMillis = 0;
        for (GeneratedRun run : runs) {
            EventTimes causes = new EventTimes(spikes(run));
            for (Sample sample : run.samples()) {
                boolean reached = causes.anyIn(sample.millis() - 15_500, sample.millis() - 2500);
                insideMillis += reached ? 1000 : 0;
                outsideMillis += reached ? 0 : 1000;
            }
            for (long onset : onsets(run)) {
                boolean reached = causes.anyIn(onset - 15_500, onset - 2500);
                inside += reached ? 1 : 0;
                outside += reached ? 0 : 1;
            }
        }
        return (inside / insideMillis) / (outside / outsideMillis);
    }

    @Test
    void hasAsManyEventsAsAskedFor() {
        EventPlan plan = EventPlan.ofHours(2).withRates(30, 12);

        List<GeneratedRun> runs = draw(plan);

        // Collapses closer than 14 s become one, which takes 4.5% of them.
        assertThat(perHour(runs, plan, true)).as("spikes, seed " + SEED).isCloseTo(30, within(3.0));
        assertThat(perHour(runs, plan, false)).as("collapses, seed " + SEED).isCloseTo(11.5, within(1.5));
    }

    @Test
    void hasAsManyWithACoupling() {
        EventPlan plan =
                EventPlan.ofHours(2).withRates(30, 12).coupled(new Coupling.Backward(new Coupling.Effect(5, 2, 15)));

        assertThat(perHour(draw(plan), plan, true)).as("spikes, seed " + SEED).isCloseTo(30, within(3.0));
    }

    @Test
    void plantsTheRatioThatWasAskedFor() {
        EventPlan plan = EventPlan.ofHours(2).withRates(30, 12);

        // All of an effect of 5 within 15 s lies in 13 s here: 1 + 4 · 15 / 13 = 5.6.
        assertThat(ratio(draw(plan.coupled(new Coupling.Forward(new Coupling.Effect(5, 2, 15))))))
                .as("seed " + SEED)
                .isBetween(4.2, 6.6);
        assertThat(ratio(draw(plan))).as("without, seed " + SEED).isBetween(0.75, 1.3);
    }

    @Test
    void raisesBothRatesOnlyWhereADriverActs() {
        EventPlan plan = EventPlan.ofHours(2).withRates(30, 12).drivenBy((scene, draws) -> {
            for (int second = 0; second < 3600; second++) {
                scene.busier(second, 3, 2);
            }
        });

        List<GeneratedRun> runs = draw(plan);
        long early = runs.stream()
                .flatMap(run -> spikes(run).stream())
                .filter(time -> time < 3_600_000)
                .count();
        long all = runs.stream().mapToInt(run -> spikes(run).size()).sum();

        assertThat((double) early / (all - early)).as("seed " + SEED).isCloseTo(3, within(0.5));
    }

    @Test
    void keepsAPauseInOneStepAndARestartInItsNumber() {
        EventPlan plan = EventPlan.ofHours(0.5).drivenBy((scene, draws) -> scene.pause(new Pause(600_000, 90_000, 50)));

        List<Step> steps = EventRun.draw(plan, Draws.of(SEED, "test", 0)).steps();
        int after = IntStream.range(1, steps.size())
                .filter(i -> steps.get(i).endMillis() > 600_000)
                .findFirst()
                .orElseThrow();

        assertThat(steps.get(after).endMillis() - steps.get(after - 1).endMillis())
                .isBetween(90_800L, 91_300L);
        assertThat(steps.get(after).number()).isEqualTo(steps.get(after - 1).number() + 1 - 50);
    }

    @Test
    void flagsCollapsesAsLateAsAskedFor() {
        EventPlan plan = EventPlan.ofHours(1);

        List<Long> known = onsets(EventRun.draw(plan, Draws.of(SEED, "test", 0)));
        List<Long> late = onsets(EventRun.draw(plan.flaggedLate(5000), Draws.of(SEED, "test", 0)));

        assertThat(late)
                .isNotEmpty()
                .isEqualTo(known.stream().map(time -> time + 5000).toList());
    }

    @Test
    void drawsTheSameSessionAgainForTheSameNameAndNumber() {
        for (Scenario scenario : Scenarios.all()) {
            assertThat(scenario.draw(Draws.of(SEED, scenario.name(), 7)))
                    .as(scenario.name())
                    .isEqualTo(scenario.draw(Draws.of(SEED, scenario.name(), 7)))
                    .isNotEqualTo(scenario.draw(Draws.of(SEED, scenario.name(), 8)))
                    .hasSize(scenario.runs());
        }
    }
}

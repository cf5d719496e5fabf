package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.simulation.TrainingLoop.FinishedStep;

class TrainingLoopTest {
    private static final Map<SimulationParameter, Double> PLAIN = Map.of(
            SimulationParameter.STEP_JITTER, 0.0,
            SimulationParameter.SPIKES_PER_HOUR, 0.0,
            SimulationParameter.GRAD_NORM_NOISE, 0.0);

    private static TrainingLoop loop(Map<SimulationParameter, Double> changes) throws Exception {
        return new TrainingLoop(
                SimulationParameters.DEFAULTS.with(PLAIN).with(changes), TimeCourse.STEADY, new SplittableRandom(3));
    }

    private static List<FinishedStep> run(TrainingLoop loop, int fromTick, int toTick, double slowdown) {
        List<FinishedStep> steps = new ArrayList<>();
        for (int tick = fromTick; tick < toTick; tick++) {
            loop.advance(tick / 10.0, (tick + 1) / 10.0, slowdown, steps::add);
        }
        return steps;
    }

    @Test
    void stepsTakeTheirWorkTimesTheSlowdown() throws Exception {
        TrainingLoop loop = loop(Map.of());
        List<FinishedStep> fast = run(loop, 0, 100, 1);
        List<FinishedStep> slow = run(loop, 100, 200, 1.45);

        assertThat(fast).hasSizeBetween(24, 25);
        assertThat(fast.get(9).endSeconds()).isCloseTo(4, within(1e-9));
        assertThat(slow.get(5).endSeconds() - slow.get(4).endSeconds()).isCloseTo(0.58, within(1e-9));
        assertThat(slow.get(0).step()).isEqualTo(fast.size() + 1L);
    }

    @Test
    void aCheckpointPausesIt() throws Exception {
        TrainingLoop loop = loop(
                Map.of(SimulationParameter.CHECKPOINT_EVERY_SECONDS, 3.9, SimulationParameter.CHECKPOINT_SECONDS, 2.0));
        List<FinishedStep> steps = run(loop, 0, 45, 1);
        assertThat(loop.isPaused()).isTrue();
        steps.addAll(run(loop, 45, 100, 1));

        assertThat(steps.get(10).endSeconds() - steps.get(9).endSeconds()).isBetween(2.3, 2.6);
        assertThat(steps.get(9).endSeconds() - steps.get(8).endSeconds()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void theNormDecaysToItsFloor() throws Exception {
        List<FinishedStep> steps = run(loop(Map.of()), 0, 100_000, 1);

        assertThat(steps.get(0).sample().gradNorm()).isCloseTo(40, within(0.05));
        double decayed = 8 + 32 / Math.E;
        assertThat(steps.get(2999).sample().gradNorm())
                .as("after 1200 s of work")
                .isCloseTo(decayed, within(1e-6));
        assertThat(steps.get(steps.size() - 1).sample().gradNorm()).isCloseTo(8, within(0.02));
        assertThat(steps.get(steps.size() - 1).sample().loss()).isBetween(1.9, 2.5);
    }

    @Test
    void spikesComeAtTheirRateAndSize() throws Exception {
        List<FinishedStep> steps = run(loop(Map.of(SimulationParameter.SPIKES_PER_HOUR, 60.0)), 0, 360_000, 1);
        List<FinishedStep> spikes =
                steps.stream().filter(step -> step.sample().ratio() > 1.01).toList();

        assertThat(spikes)
                .hasSizeBetween(540, 660)
                .allMatch(step -> step.sample().ratio() >= 1.8);
        assertThat(spikes.stream().filter(step -> step.sample().ratio() <= 5)).hasSizeGreaterThan(530);
    }

    @Test
    void aDisturbanceIsASpikeOfTheStepThatEndsThen() throws Exception {
        TrainingLoop loop = loop(Map.of());
        loop.disturb(2.9);
        List<FinishedStep> steps = run(loop, 0, 100, 1);

        assertThat(steps)
                .filteredOn(step -> step.sample().ratio() > 1.01)
                .singleElement()
                .extracting(FinishedStep::endSeconds)
                .satisfies(end -> assertThat(end).isCloseTo(3.2, within(1e-9)));
    }

    @Test
    void someNormsAreNotNumbersWhereAsked() throws Exception {
        List<FinishedStep> steps = run(loop(Map.of(SimulationParameter.NONFINITE_PER_HOUR, 60.0)), 0, 36_000, 1);

        assertThat(steps)
                .filteredOn(step -> Double.isNaN(step.sample().gradNorm()))
                .hasSizeBetween(35, 90)
                .allMatch(step -> step.sample().ratio() == 0);
        assertThat(run(loop(Map.of()), 0, 36_000, 1))
                .allMatch(step -> Double.isFinite(step.sample().gradNorm()));
    }
}

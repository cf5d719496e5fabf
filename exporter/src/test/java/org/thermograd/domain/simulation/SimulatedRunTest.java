package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.training.TrainingStep;

class SimulatedRunTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static List<Double> norms(RecordedSession session, int steps) {
        return session.steps().subList(0, steps).stream()
                .map(TrainingStep::gradNorm)
                .map(norm -> norm.orElseThrow())
                .toList();
    }

    @Test
    void isCalledAfterItsScenario() {
        assertThat(SimulatedRun.all(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1))
                .extracting(run -> run.id().value())
                .containsExactly("simulated-coupled");
        assertThat(SimulatedRun.all(Scenario.SHARED_WARMUP, Scenario.SHARED_WARMUP.parameters(), 1))
                .extracting(run -> run.id().value())
                .containsExactly("simulated-shared-warmup-1", "simulated-shared-warmup-2", "simulated-shared-warmup-3");
    }

    @Test
    void runsOfASeedHaveTheSameNormsOnDifferentHardware() {
        List<RecordedSession> sessions = new ArrayList<>();
        for (SimulatedRun run : SimulatedRun.all(Scenario.SHARED_WARMUP, Scenario.SHARED_WARMUP.parameters(), 4)) {
            sessions.add(RecordedSession.of(run, Duration.ofMinutes(20), SECOND));
        }

        assertThat(norms(sessions.get(1), 2500)).isEqualTo(norms(sessions.get(0), 2500));
        assertThat(norms(sessions.get(2), 2500)).isEqualTo(norms(sessions.get(0), 2500));
        assertThat(sessions.get(1).gpu(Quantity.GPU_ENERGY_JOULES_TOTAL))
                .isNotEqualTo(sessions.get(0).gpu(Quantity.GPU_ENERGY_JOULES_TOTAL));
        assertThat(sessions.get(2).gpu(Quantity.GPU_ENERGY_JOULES_TOTAL))
                .isNotEqualTo(sessions.get(1).gpu(Quantity.GPU_ENERGY_JOULES_TOTAL));
    }

    @Test
    void stepsAreSlowerWhileThrottledByWhatIsPlanted() throws Exception {
        SimulationParameters parameters =
                Scenario.UNRELATED.parameters().with(Map.of(SimulationParameter.STEP_JITTER, 0.0));
        SimulatedRun run = new SimulatedRun(Scenario.UNRELATED, parameters, 3, 0);
        RecordedSession session = RecordedSession.of(run, Duration.ofHours(1), SECOND);
        List<Double> active = session.gpu(Quantity.GPU_THROTTLE_ACTIVE, "sw_thermal");
        List<Double> throttled = new ArrayList<>();
        List<Double> clear = new ArrayList<>();
        for (int i = 1; i < session.steps().size(); i++) {
            long end = session.steps().get(i).epochMillis().orElseThrow();
            long start = session.steps().get(i - 1).epochMillis().orElseThrow();
            int sample = (int) ((end - RecordedSession.START.toEpochMilli()) / 1000);
            if (sample > 0 && sample < 3599) {
                double around = active.get(sample - 1) + active.get(sample) + active.get(sample + 1);
                (around == 3 ? throttled : around == 0 ? clear : new ArrayList<Double>()).add((end - start) / 1000.0);
            }
        }

        assertThat(run.plantedSlowdown()).isCloseTo(1.45, within(1e-12));
        assertThat(throttled).hasSizeGreaterThan(100);
        assertThat(median(throttled) / median(clear)).isCloseTo(1.45, within(0.005));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Test
    void scenariosAreDistinctAndSayWhatTheyAssume() {
        assertThat(Arrays.stream(Scenario.values()).map(Scenario::id))
                .containsExactly(
                        "coupled",
                        "reversed",
                        "unrelated",
                        "shared-warmup",
                        "hot-half",
                        "bursts",
                        "evaluation",
                        "none");
        assertThat(Arrays.stream(Scenario.values()).map(Scenario::assumption)).doesNotHaveDuplicates();
    }

    @Test
    void theSlowestAcceleratorSetsThePace() throws Exception {
        SimulationParameters parameters = Scenario.UNRELATED
                .parameters()
                .with(Map.of(
                        SimulationParameter.GPUS, 2.0,
                        SimulationParameter.AMBIENT_CELSIUS, 45.0,
                        SimulationParameter.AMBIENT_SPREAD_CELSIUS, 20.0));
        RecordedSession session = RecordedSession.of(
                new SimulatedRun(Scenario.UNRELATED, parameters, 3, 0), Duration.ofMinutes(10), SECOND);

        assertThat(session.gpu(Quantity.GPU_THROTTLE_SECONDS_TOTAL, "sw_thermal")
                        .get(600))
                .isGreaterThan(60);
        assertThat(session.steps()).hasSizeLessThan(1440);
    }

    @Test
    void refusesARunThatTheScenarioDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1, 1))
                .withMessage("number must be 0 to 0 in coupled, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1, -1));
    }
}

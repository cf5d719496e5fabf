package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.training.TrainingStep;

class SimulatedSessionTest {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static SimulatedRun run(Scenario scenario, long seed) {
        return new SimulatedRun(scenario, scenario.parameters(), seed, 0);
    }

    private static SimulatedRun run(Scenario scenario, Map<SimulationParameter, Double> changes) throws Exception {
        return new SimulatedRun(scenario, scenario.parameters().with(changes), 1, 0);
    }

    @Test
    void givesStepsAndSamplesInTimeOrderUnderItsOwnClock() {
        RecordedSession session = RecordedSession.of(run(Scenario.COUPLED, 1), LENGTH, SECOND);

        assertThat(session.times()).isSorted().hasSize(session.steps().size() + 601);
        assertThat(session.snapshots())
                .extracting(HardwareSnapshot::takenAt)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 600)
                        .mapToObj(RecordedSession.START::plusSeconds)
                        .toList());
        assertThat(session.steps())
                .extracting(TrainingStep::step)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, session.steps().size())
                                .mapToObj(Long::valueOf)
                                .toList());
        assertThat(session.steps()).hasSizeBetween(1350, 1520);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 250, 700, 1000, 3000, 15_000})
    void isTheSameHoweverOftenItIsLookedAt(long periodMillis) {
        RecordedSession seconds = RecordedSession.of(run(Scenario.REVERSED, 5), LENGTH, SECOND);
        RecordedSession other = RecordedSession.of(run(Scenario.REVERSED, 5), LENGTH, Duration.ofMillis(periodMillis));
        int both = Math.min(seconds.steps().size(), other.steps().size());

        assertThat(other.steps().size()).isCloseTo(seconds.steps().size(), within(40));
        assertThat(other.steps().subList(0, both)).isEqualTo(seconds.steps().subList(0, both));
        assertThat(other.gpu(Quantity.GPU_ENERGY_JOULES_TOTAL).get(0))
                .isEqualTo(seconds.gpu(Quantity.GPU_ENERGY_JOULES_TOTAL).get(0));
        if (60_000 % periodMillis == 0) {
            assertThat(other.gpu(Quantity.GPU_ENERGY_JOULES_TOTAL).get((int) (60_000 / periodMillis)))
                    .isEqualTo(seconds.gpu(Quantity.GPU_ENERGY_JOULES_TOTAL).get(60));
        }
    }

    @Test
    void isTheSameForASeedAndAnotherForAnother() {
        RecordedSession first = RecordedSession.of(run(Scenario.COUPLED, 1), LENGTH, SECOND);
        RecordedSession again = RecordedSession.of(run(Scenario.COUPLED, 1), LENGTH, SECOND);
        RecordedSession other = RecordedSession.of(run(Scenario.COUPLED, 2), LENGTH, SECOND);

        assertThat(again.steps()).isEqualTo(first.steps());
        assertThat(again.gpu(Quantity.GPU_POWER_WATTS)).isEqualTo(first.gpu(Quantity.GPU_POWER_WATTS));
        assertThat(other.steps().get(0)).isNotEqualTo(first.steps().get(0));
        assertThat(other.gpu(Quantity.GPU_POWER_WATTS)).isNotEqualTo(first.gpu(Quantity.GPU_POWER_WATTS));
    }

    @Test
    void sensorsShowWholeDegreesAndPercents() {
        RecordedSession session = RecordedSession.of(run(Scenario.COUPLED, 1), LENGTH, SECOND);

        assertThat(session.gpu(Quantity.GPU_TEMPERATURE_CELSIUS, "core"))
                .allMatch(celsius -> celsius == Math.rint(celsius))
                .allMatch(celsius -> celsius >= 31 && celsius <= 84)
                .contains(83.0);
        assertThat(session.gpu(Quantity.GPU_UTILIZATION_RATIO))
                .allMatch(ratio -> ratio >= 0 && ratio <= 1)
                .allMatch(ratio -> Math.abs(100 * ratio - Math.rint(100 * ratio)) < 1e-9);
        assertThat(session.gpu(Quantity.GPU_CLOCK_HERTZ, "graphics")).containsOnly(1.98e9, 1.32e9);
        assertThat(session.gpu(Quantity.GPU_THROTTLE_SECONDS_TOTAL, "sw_thermal"))
                .isSorted();
        assertThat(session.gpu(Quantity.GPU_THROTTLE_ACTIVE, "sw_thermal")).contains(0.0, 1.0);
    }

    @Test
    void sensorsShowTheTruthWhereAsked() throws Exception {
        SimulatedRun run = run(
                Scenario.NONE,
                Map.of(
                        SimulationParameter.TEMPERATURE_RESOLUTION_CELSIUS, 0.0,
                        SimulationParameter.TEMPERATURE_NOISE_CELSIUS, 0.0,
                        SimulationParameter.POWER_NOISE_WATTS, 0.0,
                        SimulationParameter.UTILIZATION_NOISE_RATIO, 0.0));
        RecordedSession session = RecordedSession.of(run, LENGTH, SECOND);
        List<Double> celsius = session.gpu(Quantity.GPU_TEMPERATURE_CELSIUS, "core");

        for (int second = 0; second <= 600; second += 37) {
            assertThat(celsius.get(second))
                    .as("after %s s", second)
                    .isCloseTo(71.5 - 49.5 * Math.exp(-second / 48.0), within(1e-6));
        }
        assertThat(session.gpu(Quantity.GPU_POWER_WATTS)).allMatch(watts -> watts == 330);
        assertThat(session.gpu(Quantity.GPU_ENERGY_JOULES_TOTAL).get(600)).isCloseTo(198_000, within(1e-6));
    }

    @Test
    void everyAcceleratorIsDescribedAndCallsItselfSimulated() throws Exception {
        SimulatedRun run = run(Scenario.UNRELATED, Map.of(SimulationParameter.GPUS, 3.0));
        RecordedSession session = RecordedSession.of(run, LENGTH, SECOND);
        HardwareSnapshot last = session.snapshots().get(600);

        assertThat(run.devices()).containsExactly("GPU-SIMULATED-0", "GPU-SIMULATED-1", "GPU-SIMULATED-2");
        assertThat(last.devices())
                .extracting(description -> description.device())
                .containsExactly(
                        Device.gpu(0, "GPU-SIMULATED-0"),
                        Device.gpu(1, "GPU-SIMULATED-1"),
                        Device.gpu(2, "GPU-SIMULATED-2"),
                        Device.CPU);
        assertThat(last.readings(Quantity.GPU_TEMPERATURE_CELSIUS))
                .extracting(SensorReading::value)
                .as("in cooler and cooler air")
                .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                .doesNotHaveDuplicates();
        assertThat(last.readings(Quantity.CPU_TEMPERATURE_CELSIUS))
                .singleElement()
                .satisfies(reading -> assertThat(reading.value()).isCloseTo(42.75, within(2.0)));
    }

    @Test
    void refusesAPeriodOfNothing() {
        SimulatedSession session = new SimulatedSession(run(Scenario.NONE, 1), RecordedSession.START);
        SessionListener nobody = RecordedSession.of(run(Scenario.NONE, 1), Duration.ZERO, SECOND);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.run(LENGTH, Duration.ZERO, nobody))
                .withMessage("samplePeriod must be at least 1 ms, got PT0S");
    }
}

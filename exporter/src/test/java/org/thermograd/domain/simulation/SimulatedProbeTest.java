package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

class SimulatedProbeTest {
    private static final Instant START = RecordedSession.START;
    private static final SimulatedRun RUN = new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1, 0);

    private final SimulatedProbe probe = new SimulatedProbe(RUN);

    private List<TrainingStep> readTo(Instant now) {
        probe.read(now);
        List<TrainingStep> steps = new ArrayList<>();
        for (TrainingPush push : probe.takePushes()) {
            assertThat(push.devices()).contains(List.of("GPU-SIMULATED-0"));
            assertThat(push.labels().orElseThrow()).containsEntry("source", "simulated");
            steps.addAll(push.steps());
        }
        return steps;
    }

    @Test
    void isInRealTimeWhatASessionIsInItsOwn() {
        RecordedSession session = RecordedSession.of(RUN, Duration.ofMinutes(5), Duration.ofSeconds(1));
        List<TrainingStep> steps = new ArrayList<>();
        ProbeReadings last = ProbeReadings.NONE;
        for (int second = 0; second <= 300; second++) {
            last = probe.read(START.plusSeconds(second));
            probe.takePushes().forEach(push -> steps.addAll(push.steps()));
        }

        assertThat(steps).isEqualTo(session.steps());
        assertThat(last.readings())
                .allSatisfy(reading -> assertThat(session.snapshots()
                                .get(300)
                                .value(reading.sensor())
                                .orElseThrow())
                        .isEqualTo(reading.value()));
        assertThat(probe.name()).isEqualTo("simulation");
        assertThat(probe.run()).isEqualTo(RUN);
    }

    @Test
    void givesEachStepOnce() {
        assertThat(readTo(START)).isEmpty();
        assertThat(readTo(START.plusSeconds(4))).hasSizeBetween(8, 10);
        assertThat(readTo(START.plusSeconds(4))).isEmpty();
    }

    @Test
    void aMachineThatSleptSimulatesNoTime() {
        readTo(START);
        readTo(START.plusSeconds(4));
        Instant awake = START.plus(Duration.ofDays(3));

        assertThat(readTo(awake)).isEmpty();
        assertThat(readTo(awake.plusSeconds(4)))
                .hasSizeBetween(8, 11)
                .allMatch(step -> step.epochMillis().orElseThrow() > awake.toEpochMilli() - 500);
    }

    @Test
    void aClockThatIsSetBackSimulatesNoTime() {
        readTo(START);
        readTo(START.plusSeconds(4));

        assertThat(readTo(START.minusSeconds(600))).isEmpty();
        assertThat(readTo(START.minusSeconds(596))).hasSizeBetween(8, 11);
    }

    @Test
    void readsBetweenTheLooksOfTheDriver() {
        readTo(START);
        ProbeReadings readings = probe.read(START.plusMillis(1234));

        assertThat(readings.readings())
                .isNotEmpty()
                .allMatch(reading -> reading.readAt().equals(START.plusMillis(1234)));
    }
}

package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thermograd.app.demo.SimulatedOutcome;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedProbe;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;

class SimulatedTrainingTest {
    private final ManualClock clock = new ManualClock(SimulatedOutcome.START);
    private final SimulatedProbe probe =
            new SimulatedProbe(new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1, 0));

    private StepIngestor ingestor(int maxRuns) {
        return new StepIngestor(
                IngestConfig.withDefaults().withMaxRuns(maxRuns), clock, StepListener.NONE, ConditionSource.UNKNOWN);
    }

    private void sample(SimulatedTraining training) {
        clock.advance(Duration.ofSeconds(1));
        training.onSnapshot(new HardwareSnapshot(clock.instant(), List.of(probe.read(clock.instant())), List.of()));
    }

    @Test
    void pushesTheStepsOfTheSimulatedRun() {
        StepIngestor ingestor = ingestor(1);
        SimulatedTraining training = new SimulatedTraining(probe, ingestor);
        for (int second = 0; second < 60; second++) {
            sample(training);
        }

        assertThat(ingestor.snapshot().runs()).singleElement().satisfies(run -> {
            assertThat(run.run()).isEqualTo(new RunId("simulated-coupled"));
            assertThat(run.devices()).containsExactly("GPU-SIMULATED-0");
            assertThat(run.labels()).containsEntry("scenario", "coupled").containsEntry("source", "simulated");
            assertThat(run.counts().steps()).isBetween(140L, 155L);
        });
    }

    @Test
    void dropsStepsWhereNoRunHasRoomAndGoesOnLater() throws Exception {
        StepIngestor ingestor = ingestor(1);
        RunId other = new RunId("other");
        ingestor.push(other, TrainingPush.of(List.of()));
        SimulatedTraining training = new SimulatedTraining(probe, ingestor);
        sample(training);
        sample(training);
        assertThat(ingestor.snapshot().runs()).extracting(RunSnapshot::run).containsExactly(other);

        ingestor.delete(other);
        sample(training);
        assertThat(ingestor.snapshot().runs())
                .extracting(RunSnapshot::run)
                .containsExactly(new RunId("simulated-coupled"));
    }
}

package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.thermograd.testing.Snapshots.aSnapshot;
import static org.thermograd.testing.StepBuilder.aStep;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.state.DataSync;
import org.thermograd.adapter.state.RunJournal;
import org.thermograd.adapter.state.StateException;
import org.thermograd.adapter.state.StateFolder;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Snapshots;

@Timeout(60)
class KeptStateTest {
    private static final Device GPU0 = Device.gpu(0, "GPU-1");

    @TempDir
    private Path dir;

    private final ManualClock clock = new ManualClock(Snapshots.TAKEN);

    private Pipeline pipeline() {
        return Pipeline.of(
                CollapseConfig.of(Duration.ofSeconds(1)),
                IngestConfig.withDefaults(),
                clock,
                List.of(),
                StepListener.NONE);
    }

    private KeptState open(Pipeline pipeline) throws StateException {
        return KeptState.open(StateFolder.open(dir), pipeline, IngestConfig.withDefaults(), clock, DataSync.INTERVAL);
    }

    private static HardwareSnapshot throttled(Instant at) {
        List<SensorReading> readings = List.of(
                new SensorReading(Sensor.of(GPU0, Quantity.GPU_UTILIZATION_RATIO), 0.9, at),
                new SensorReading(Sensor.of(GPU0, Quantity.GPU_THROTTLE_ACTIVE, "sw_thermal"), 1, at));
        return new HardwareSnapshot(at, List.of(new ProbeReadings(List.of(), readings)), List.of());
    }

    @Test
    void goesOnWithRunsAndCollapses() throws Exception {
        Pipeline before = pipeline();
        KeptState kept = open(before);
        kept.journal()
                .push(new RunId("luna"), TrainingPush.of(List.of(aStep(1, 1).build())));
        for (int second = 0; second < 10; second++) {
            HardwareSnapshot snapshot = throttled(Snapshots.TAKEN.plusSeconds(second));
            before.collapses().onSnapshot(snapshot);
            kept.onSnapshot(snapshot);
        }
        kept.journal().close();

        Pipeline after = pipeline();
        open(after).journal().close();

        assertThat(kept.name()).isEqualTo("state");
        assertThat(after.collapses().write())
                .isEqualTo(before.collapses().write())
                .isNotEqualTo(pipeline().collapses().write());
        assertThat(after.steps().snapshot().runs())
                .singleElement()
                .satisfies(run -> assertThat(run.run()).isEqualTo(new RunId("luna")));
    }

    @Test
    void writesNothingOfCollapsesBeforeADeviceIsSeen() throws Exception {
        KeptState kept = open(pipeline());
        kept.onSnapshot(aSnapshot().build());
        kept.journal().close();

        assertThat(dir)
                .as("nothing was written, so nothing is written anew")
                .isDirectoryContaining("glob:**/snapshot-1");
    }

    @Test
    void refusesCollapsesOfAnotherVersionAndLetsTheFolderGo() throws Exception {
        Pipeline before = pipeline();
        RunJournal journal = RunJournal.open(
                        StateFolder.open(dir),
                        before.steps(),
                        before.told(),
                        IngestConfig.withDefaults(),
                        clock,
                        DataSync.NEVER)
                .journal();
        journal.collapses(new byte[] {9});
        journal.close();

        assertThatExceptionOfType(StateException.class)
                .isThrownBy(() -> open(pipeline()))
                .withMessage(
                        dir + ": state of collapses must be of version 1, got 9; move the folder away to begin anew");
        StateFolder.open(dir).close();
    }
}

package org.thermograd.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.thermograd.adapter.files.SessionRecorder;
import org.thermograd.app.cli.Build;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.app.pipeline.RecordingStart;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.simulation.SessionListener;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulatedSession;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/** Records a simulated run as the exporter would, as fast as the machine can. Confined to one thread. */
final class SimulatedRecording implements SessionListener {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int SAMPLES_BETWEEN_WAITS = 1000;

    private final Pipeline pipeline;
    private final SessionRecorder recorder;
    private long samples;

    private SimulatedRecording(Pipeline pipeline, SessionRecorder recorder) {
        this.pipeline = pipeline;
        this.recorder = recorder;
    }

    /**
     * Simulates and records a run.
     *
     * @param run the run
     * @param length how long it trains, in its own time
     * @param start the time of its first sample
     * @param dir where the folder of its session is made
     * @return that folder
     * @throws CommandFailedException if it cannot be written
     */
    static Path record(SimulatedRun run, Duration length, Instant start, Path dir) throws CommandFailedException {
        SimulatedSession session = new SimulatedSession(run, start);
        CollapseConfig collapses = CollapseConfig.of(PERIOD);
        try (SessionRecorder recorder = SessionRecorder.start(
                dir,
                RecordingStart.facts(
                        Build.facts().version(),
                        run.id().value(),
                        start,
                        Provenance.SIMULATED,
                        Provenance.SIMULATED,
                        collapses),
                collapses,
                session.clock())) {
            Pipeline pipeline = Pipeline.of(
                    collapses,
                    IngestConfig.withDefaults(),
                    ArrivalClock.of(session.clock()),
                    List.of(recorder),
                    recorder);
            session.run(length, PERIOD, new SimulatedRecording(pipeline, recorder));
            recorder.awaitWritten();
            if (recorder.lost() > 0) {
                throw new CommandFailedException(
                        "cannot write " + recorder.folder() + ": the disk is full or too slow");
            }
            return recorder.folder();
        } catch (IOException e) {
            throw new CommandFailedException("cannot write to " + dir + ": " + FileReasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(
                    "interrupted while simulating " + run.id().value(), e);
        }
    }

    @Override
    public void onPush(RunId run, TrainingPush push) {
        try {
            pipeline.steps().push(run, push);
        } catch (TooManyRunsException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        recorder.onSnapshot(snapshot);
        pipeline.collapses().onSnapshot(snapshot);
        samples++;
        if (samples % SAMPLES_BETWEEN_WAITS == 0) {
            try {
                recorder.awaitWritten();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}

package org.thermograd.app.serve;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.simulation.SimulatedProbe;
import org.thermograd.domain.training.TrainingPush;

/** Pushes the steps of a simulated run as they end, at the pace of the sampler. Confined to the sampler's thread. */
final class SimulatedTraining implements SnapshotListener {
    private static final Logger logger = LoggerFactory.getLogger(SimulatedTraining.class);

    private final SimulatedProbe probe;
    private final StepSink sink;
    private boolean refused;

    SimulatedTraining(SimulatedProbe probe, StepSink sink) {
        this.probe = probe;
        this.sink = sink;
    }

    @Override
    public String name() {
        return "simulated_training";
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        for (TrainingPush push : probe.takePushes()) {
            try {
                sink.push(probe.run().id(), push);
                refused = false;
            } catch (TooManyRunsException | NotStoredException e) {
                if (!refused) {
                    logger.warn(
                            "event=simulated_run_refused run={}", probe.run().id(), e);
                }
                refused = true;
            }
        }
    }
}

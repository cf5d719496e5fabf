package org.thermograd.app.serve;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.simulation.SimulatedProbe;
import org.thermograd.domain.training.TrainingPush;

/** Pushes the steps of a simulated run as they end, at the pace of the sampler. Confined to the sampler's thread. */
final class SimulatedTraining implements SnapshotListener {
    private static final Logger logger = LoggerFactory.getLogger(SimulatedTraining.class);

    private final SimulatedProbe probe;
    private final StepIngestor ingestor;
    private boolean refused;

    SimulatedTraining(SimulatedProbe probe, StepIngestor ingestor) {
        this.probe = probe;
        this.ingestor = ingestor;
    }

    @Override
    public String name() {
        return "simulated_training";
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        for (TrainingPush push : probe.takePushes()) {
            try {
                ingestor.push(probe.run().id(), push);
                refused = false;
            } catch (TooManyRunsException e) {
                if (!refused) {
                    logger.warn(
                            "event=simulated_run_refused run={}", probe.run().id(), e);
                }
                refused = true;
            }
        }
    }
}

package org.thermograd.app.serve;

import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.StepIngestor;

/** Ends silent runs, at the pace of the sampler. */
final class RunExpiry implements SnapshotListener {
    private final StepIngestor ingestor;

    RunExpiry(StepIngestor ingestor) {
        this.ingestor = ingestor;
    }

    @Override
    public String name() {
        return "run_expiry";
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        ingestor.expire();
    }
}

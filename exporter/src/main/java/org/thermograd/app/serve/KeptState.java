package org.thermograd.app.serve;

import org.thermograd.adapter.state.DataSync;
import org.thermograd.adapter.state.RunJournal;
import org.thermograd.adapter.state.StateException;
import org.thermograd.adapter.state.StateFolder;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;

/**
 * Keeps what a pipeline knows in a folder. As a listener it writes what collapses have come to, and must therefore hear of a snapshot
 * after them, and before anybody else can see them.
 *
 * @param journal what writes
 * @param collapses what is written of each sample
 */
record KeptState(RunJournal journal, CollapseMonitor collapses) implements SnapshotListener {

    /**
     * Puts a pipeline that knows nothing yet to what a folder holds, and returns what keeps its state from now on.
     *
     * @throws StateException if the folder cannot be used
     */
    static KeptState open(StateFolder folder, Pipeline pipeline, IngestConfig ingest, ArrivalClock clock, DataSync sync)
            throws StateException {
        RunJournal.Opened opened = RunJournal.open(folder, pipeline.steps(), pipeline.told(), ingest, clock, sync);
        if (opened.collapses().length > 0) {
            try {
                pipeline.collapses().restore(opened.collapses());
            } catch (IllegalArgumentException e) {
                opened.journal().close();
                throw new StateException(
                        folder.path() + ": " + e.getMessage() + "; move the folder away to begin anew", e);
            }
        }
        return new KeptState(opened.journal(), pipeline.collapses());
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        if (!collapses.devices().isEmpty()) {
            journal.collapses(collapses.write());
        }
    }
}

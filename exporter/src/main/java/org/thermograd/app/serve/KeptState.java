package org.thermograd.app.serve;

import org.thermograd.adapter.state.DataSync;
import org.thermograd.adapter.state.RunJournal;
import org.thermograd.adapter.state.StateException;
import org.thermograd.adapter.state.StateFolder;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;

/** Puts a pipeline that knows nothing yet to what a folder holds. */
final class KeptState {
    private KeptState() {}

    /**
     * Restores, and returns what keeps the state from now on.
     *
     * @throws StateException if the folder cannot be used
     */
    static RunJournal open(
            StateFolder folder, Pipeline pipeline, IngestConfig ingest, ArrivalClock clock, ServeConfig config)
            throws StateException {
        DataSync sync = config.data().map(ServeConfig.Data::sync).orElse(DataSync.INTERVAL);
        return RunJournal.open(folder, pipeline.steps(), ingest, clock, sync).journal();
    }
}

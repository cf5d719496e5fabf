package org.thermograd.domain.ingest;

import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/** Takes what runs tell of themselves. Thread-safe. */
public interface StepSink {
    /**
     * Takes a push whole, opening the run if it is new or has ended.
     *
     * @return what became of its entries
     * @throws TooManyRunsException if the run is new and as many as may be are active or have just ended; nothing has
     *     changed then
     * @throws NotStoredException if it cannot be kept; nothing has changed then
     */
    PushResult push(RunId run, TrainingPush push) throws TooManyRunsException, NotStoredException;

    /**
     * Ends a run; one that has ended stays as it is.
     *
     * @return whether there is such a run
     * @throws NotStoredException if it cannot be kept; nothing has changed then
     */
    boolean finish(RunId run) throws NotStoredException;

    /**
     * Forgets a run and all that was counted in it.
     *
     * @return whether there was such a run
     * @throws NotStoredException if it cannot be kept; nothing has changed then
     */
    boolean delete(RunId run) throws NotStoredException;
}

package org.thermograd.domain.ingest;

import java.util.Optional;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/** Takes what runs tell of themselves. Thread-safe. */
public interface StepSink {
    /**
     * Takes a push whole, opening the run if it is new or has ended.
     *
     * @param pusher who pushes; a run counts for its share that it opened, or was first to push to since the state was read.
     *     Empty for one that only the limits of all hold for
     * @return what became of its entries
     * @throws TooManyRunsException if this opens the run, and as many as may be, of all or of the pusher, are active or have just
     *     ended; nothing has changed then
     * @throws NotStoredException if it cannot be kept; nothing has changed then
     */
    PushResult push(RunId run, TrainingPush push, Optional<Pusher> pusher)
            throws TooManyRunsException, NotStoredException;

    /** Takes a push as {@link #push(RunId, TrainingPush, Optional)} of one that only the limits of all hold for. */
    default PushResult push(RunId run, TrainingPush push) throws TooManyRunsException, NotStoredException {
        return push(run, push, Optional.empty());
    }

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

package org.thermograd.domain.ingest;

import java.util.Optional;
import org.thermograd.domain.training.RunId;

/** A push would open one more run than may be active or have just ended. */
public final class TooManyRunsException extends Exception {
    private final RunId run;
    private final int limit;
    private final transient Optional<Pusher> pusher;

    TooManyRunsException(RunId run, int limit, Optional<Pusher> pusher) {
        super("runs " + pusher.map(one -> "of " + one.name() + " ").orElse("")
                + "that are active or have just ended must be at most " + limit + ", got one more: " + run);
        this.run = run;
        this.limit = limit;
        this.pusher = pusher;
    }

    /** Returns the run that was not opened. */
    public RunId run() {
        return run;
    }

    /** Returns whose share is used up; empty where all runs together are too many. */
    public Optional<Pusher> pusher() {
        return pusher;
    }

    /** Returns how many runs may be active. */
    public int limit() {
        return limit;
    }
}

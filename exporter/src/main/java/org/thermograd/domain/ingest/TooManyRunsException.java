package org.thermograd.domain.ingest;

import org.thermograd.domain.training.RunId;

/** A push would open one more run than may be active or have just ended. */
public final class TooManyRunsException extends Exception {
    private final RunId run;
    private final int limit;

    TooManyRunsException(RunId run, int limit) {
        super("runs that are active or have just ended must be at most " + limit + ", got one more: " + run);
        this.run = run;
        this.limit = limit;
    }

    /** Returns the run that was not opened. */
    public RunId run() {
        return run;
    }

    /** Returns how many runs may be active. */
    public int limit() {
        return limit;
    }
}

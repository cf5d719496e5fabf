package org.thermograd.adapter.http.push;

import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.TooManyRunsException;

/** How the client hears of what could not be taken. */
public final class SinkRefusals {
    private SinkRefusals() {}

    /** Returns the refusal of a run that would be one too many, of all or of a token. */
    public static PushRefusedException of(TooManyRunsException failure) {
        if (failure.pusher().isEmpty()) {
            return PushRefusedException.of(
                    PushRejection.TOO_MANY_RUNS,
                    "runs that are active or ended less than 5 minutes ago must be at most " + failure.limit()
                            + " (--max-runs); delete one, or wait");
        }
        return PushRefusedException.about(
                PushRejection.TOKEN_RUNS,
                "Authorization",
                "a token with at most " + failure.limit()
                        + " runs that are active or ended less than 5 minutes ago (--max-runs-per-token); delete one, or"
                        + " wait",
                PushJson.text(failure.pusher().get().name()));
    }

    /** Returns the refusal of what cannot be written. */
    public static PushRefusedException of(NotStoredException failure) {
        return PushRefusedException.of(PushRejection.INSUFFICIENT_STORAGE, String.valueOf(failure.getMessage()))
                .withHeader("Retry-After", "1");
    }
}

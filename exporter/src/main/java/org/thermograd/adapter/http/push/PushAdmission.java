package org.thermograd.adapter.http.push;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.thermograd.adapter.http.PushCaller;
import org.thermograd.adapter.http.gate.WrongCredentials;

/** Lets pushes in: who asks, how often, and how often in vain. All that is pushed to shares one. Thread-safe. */
public final class PushAdmission {
    private final PushAccess access;
    private final int requestsPerSecond;
    private final PushRate rate;
    private final WrongCredentials wrongCredentials;

    /**
     * Makes one.
     *
     * @param access who may push
     * @param config how often
     * @param nanoTicker elapsed time in nanoseconds
     */
    public PushAdmission(PushAccess access, PushConfig config, LongSupplier nanoTicker) {
        this.access = requireNonNull(access, "access");
        requireNonNull(nanoTicker, "nanoTicker");
        this.requestsPerSecond = config.requestsPerSecond();
        this.rate = new PushRate(requestsPerSecond, nanoTicker);
        this.wrongCredentials = new WrongCredentials(nanoTicker);
    }

    /**
     * Lets a request pass.
     *
     * @param run the run that it is about, which a token may not be for
     * @throws PushRefusedException if it may not pass
     */
    public void admit(Context context, String run) throws PushRefusedException {
        checkAccess(PushCaller.of(context), run);
        if (!rate.tryAcquire()) {
            throw PushRefusedException.of(
                            PushRejection.RATE,
                            "requests must be at most " + requestsPerSecond + " a second; send more steps in each")
                    .withHeader("Retry-After", "1");
        }
    }

    private void checkAccess(PushCaller caller, String run) throws PushRefusedException {
        if (caller.authorization().isEmpty()) {
            access.check(caller, run);
            return;
        }
        String credential = caller.authorization().get();
        OptionalLong wait = wrongCredentials.waitSeconds(caller.address(), credential);
        if (wait.isPresent()) {
            throw PushRefusedException.of(PushRejection.CREDENTIALS_RATE, WrongCredentials.RULE)
                    .withHeader("Retry-After", Long.toString(wait.getAsLong()));
        }
        try {
            access.check(caller, run);
            wrongCredentials.note(caller.address(), credential, true);
        } catch (PushRefusedException e) {
            wrongCredentials.note(caller.address(), credential, e.reason() != PushRejection.UNAUTHORIZED);
            throw e;
        }
    }
}

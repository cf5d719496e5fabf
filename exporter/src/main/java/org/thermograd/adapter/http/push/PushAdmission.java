package org.thermograd.adapter.http.push;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.thermograd.adapter.http.PushCaller;
import org.thermograd.adapter.http.gate.WrongCredentials;
import org.thermograd.domain.ingest.Pusher;
import org.thermograd.domain.training.RunId;

/** Checks who asks, how often, and for what, before a body is read. Thread-safe. */
final class PushAdmission {
    private final PushAccess access;
    private final PushRates rates;
    private final WrongCredentials wrongCredentials;

    PushAdmission(PushConfig config, PushAccess access, LongSupplier nanoTicker) {
        this.access = access;
        this.rates = new PushRates(config, nanoTicker);
        this.wrongCredentials = new WrongCredentials(nanoTicker);
    }

    /**
     * A request that may go on.
     *
     * @param run which run it is about
     * @param pusher whose share it counts for, empty for a program on this host without a token
     */
    record Admitted(RunId run, Optional<Pusher> pusher) {}

    Admitted admit(PushCaller caller, String run) throws PushRefusedException {
        Optional<PushToken> token = checkAccess(caller, run);
        rates.check(token);
        if (RunId.isFolder(run)) {
            throw PushRefusedException.about(PushRejection.UNKNOWN_RUN, "run", "neither . nor ..", PushJson.text(run));
        }
        if (!RunId.isValid(run)) {
            throw PushRefusedException.about(
                    PushRejection.RUN_NAME, "run", "named by " + RunId.PATTERN, PushJson.text(run));
        }
        return new Admitted(new RunId(run), token.map(Pusher.class::cast));
    }

    private Optional<PushToken> checkAccess(PushCaller caller, String run) throws PushRefusedException {
        if (caller.authorization().isEmpty()) {
            return access.check(caller, run);
        }
        String credential = caller.authorization().get();
        OptionalLong wait = wrongCredentials.waitSeconds(caller.address(), credential);
        if (wait.isPresent()) {
            throw PushRefusedException.of(PushRejection.CREDENTIALS_RATE, WrongCredentials.RULE)
                    .withHeader("Retry-After", Long.toString(wait.getAsLong()));
        }
        try {
            Optional<PushToken> token = access.check(caller, run);
            wrongCredentials.note(caller.address(), credential, true);
            return token;
        } catch (PushRefusedException e) {
            wrongCredentials.note(caller.address(), credential, e.reason() != PushRejection.UNAUTHORIZED);
            throw e;
        }
    }
}

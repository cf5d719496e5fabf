package org.thermograd.adapter.http.push;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.http.PushCaller;
import org.thermograd.adapter.http.gate.LimitedLog;
import org.thermograd.adapter.http.gate.WrongCredentials;
import org.thermograd.domain.ingest.Pusher;

/** Lets pushes in: who asks, how often, and how often in vain. All that is pushed to shares one. Thread-safe. */
public final class PushAdmission {
    private static final Logger logger = LoggerFactory.getLogger(PushAdmission.class);

    private final PushAccess access;
    private final PushRates rates;
    private final WrongCredentials wrongCredentials;
    private final LimitedLog shares = new LimitedLog(logger, "push_share_used_up", System::nanoTime);

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
        this.rates = new PushRates(config, nanoTicker);
        this.wrongCredentials = new WrongCredentials(nanoTicker);
    }

    /**
     * Lets a request pass.
     *
     * @param run the run that it is about, which a token may not be for
     * @return whose share it counts for; empty for a program on this host without a token
     * @throws PushRefusedException if it may not pass
     */
    public Optional<Pusher> admit(Context context, String run) throws PushRefusedException {
        Optional<PushToken> token = checkAccess(PushCaller.of(context), run);
        rates.check(token);
        return token.map(Pusher.class::cast);
    }

    /** Logs a refusal, where it says that a token has used up its share. */
    public void log(PushRefusedException refusal) {
        if (refusal.reason().isOfToken()) {
            shares.write(() -> logger.warn(
                    "event=push_share_used_up reason={} by={}",
                    refusal.reason().id(),
                    refusal.subject().map(PushRefusedException.Subject::value).orElseThrow()));
        }
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

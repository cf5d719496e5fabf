package org.thermograd.adapter.http.push;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.thermograd.adapter.http.PushCaller;
import org.thermograd.adapter.http.gate.WrongCredentials;
import org.thermograd.domain.ingest.Pusher;

/** Lets pushes in: who asks, how often, and how often in vain. All that is pushed to shares one. Thread-safe. */
public final class PushAdmission {
    private final PushAccess access;
    private final PushRates rates;
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
        return admit(context, caller -> access.check(caller, run));
    }

    /**
     * Lets a request pass whose body says which runs it is about; {@link #isFor} tells of each.
     *
     * @return whose share it counts for; empty for a program on this host without a token
     * @throws PushRefusedException if it may not pass
     */
    public Optional<Pusher> admit(Context context) throws PushRefusedException {
        return admit(context, access::check);
    }

    /** Tells whether whoever was let in may push to a run. */
    public boolean isFor(Optional<Pusher> pusher, String run) {
        return access.isFor(pusher.map(PushToken.class::cast), run);
    }

    /** What looks at who asks. */
    private interface Check {
        Optional<PushToken> check(PushCaller caller) throws PushRefusedException;
    }

    private Optional<Pusher> admit(Context context, Check check) throws PushRefusedException {
        Optional<PushToken> token = checked(PushCaller.of(context), check);
        rates.check(token);
        return token.map(Pusher.class::cast);
    }

    private Optional<PushToken> checked(PushCaller caller, Check check) throws PushRefusedException {
        if (caller.authorization().isEmpty()) {
            return check.check(caller);
        }
        String credential = caller.authorization().get();
        OptionalLong wait = wrongCredentials.waitSeconds(caller.address(), credential);
        if (wait.isPresent()) {
            throw PushRefusedException.of(PushRejection.CREDENTIALS_RATE, WrongCredentials.RULE)
                    .withHeader("Retry-After", Long.toString(wait.getAsLong()));
        }
        try {
            Optional<PushToken> token = check.check(caller);
            wrongCredentials.note(caller.address(), credential, true);
            return token;
        } catch (PushRefusedException e) {
            wrongCredentials.note(caller.address(), credential, e.reason() != PushRejection.UNAUTHORIZED);
            throw e;
        }
    }
}

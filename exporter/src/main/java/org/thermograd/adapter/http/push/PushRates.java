package org.thermograd.adapter.http.push;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.thermograd.adapter.http.gate.Newest;

/** The limits on the rate of requests: of each token, and of all. What one token sends too much takes nothing from others. Thread-safe. */
final class PushRates {
    private final PushConfig config;
    private final LongSupplier nanoTicker;
    private final PushRate all;

    @GuardedBy("this")
    private final Map<PushToken, PushRate> each = new Newest<>();

    PushRates(PushConfig config, LongSupplier nanoTicker) {
        this.config = config;
        this.nanoTicker = nanoTicker;
        this.all = new PushRate(config.requestsPerSecond(), nanoTicker);
    }

    /** Lets a request pass, or not. */
    void check(Optional<PushToken> token) throws PushRefusedException {
        if (token.isPresent() && !of(token.get()).tryAcquire()) {
            throw refused(PushRefusedException.about(
                    PushRejection.TOKEN_RATE,
                    "Authorization",
                    "a token of at most " + config.requestsPerSecondEach()
                            + " requests a second (--max-rate-per-token); send more steps in each",
                    PushJson.text(token.get().name())));
        }
        if (!all.tryAcquire()) {
            throw refused(PushRefusedException.of(
                    PushRejection.RATE,
                    "requests must be at most " + config.requestsPerSecond() + " a second; send more steps in each"));
        }
    }

    private static PushRefusedException refused(PushRefusedException refusal) {
        return refusal.withHeader("Retry-After", "1");
    }

    private synchronized PushRate of(PushToken token) {
        return each.computeIfAbsent(token, any -> new PushRate(config.requestsPerSecondEach(), nanoTicker));
    }
}

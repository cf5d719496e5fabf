package org.thermograd.adapter.prometheus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a request again while it fails for a reason that may pass. Immutable; thread-safe if its pacing is. */
final class Attempts {
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final PrometheusConfig config;
    private final Pacing pacing;

    Attempts(PrometheusConfig config, Pacing pacing) {
        this.config = config;
        this.pacing = pacing;
    }

    /**
     * One attempt.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    interface Attempt<T> {
        /**
         * Makes the request.
         *
         * @param timeout how long it may take
         */
        T make(Duration timeout) throws PrometheusQueryException, InterruptedException;
    }

    Deadline deadline() {
        return new Deadline(pacing.nanoTicker(), config.deadline());
    }

    <T> T make(String query, Deadline deadline, ReadListener listener, Attempt<T> attempt)
            throws PrometheusQueryException, InterruptedException {
        for (int number = 1; ; number++) {
            if (deadline.isOver()) {
                throw over(query, deadline, null);
            }
            try {
                return attempt.make(min(deadline.remaining(), config.requestTimeout()));
            } catch (PrometheusQueryException e) {
                if (e.failure() == Failure.TIMEOUT && deadline.isOver()) {
                    throw over(query, deadline, e);
                }
                waitAfter(e, number, deadline, listener);
            }
        }
    }

    private PrometheusQueryException over(String query, Deadline deadline, @Nullable Throwable cause) {
        return PrometheusQueryException.because(Failure.DEADLINE, query)
                .cause(cause)
                .saying(Redaction.plain(config.baseUrl() + ": not done within " + Durations.text(deadline.total())
                        + "; allow more time, or ask for less"));
    }

    /** Waits until the next attempt, or throws if there is none. */
    private void waitAfter(PrometheusQueryException failure, int number, Deadline deadline, ReadListener listener)
            throws PrometheusQueryException, InterruptedException {
        if (!failure.failure().mayPass()) {
            throw failure;
        }
        if (number >= config.maxAttempts()) {
            throw number == 1 ? failure : failure.saying(failure.getMessage() + " (" + number + " attempts)");
        }
        Duration delay = failure.retryAfter().orElseGet(() -> backoff(number));
        if (delay.compareTo(deadline.remaining()) >= 0) {
            throw failure.saying(failure.getMessage() + " (the next attempt, in " + Durations.text(delay)
                    + ", would be after the end of the time allowed)");
        }
        listener.retrying(failure, delay);
        pacing.sleeper().sleep(delay);
    }

    /** Doubles from attempt to attempt; between half and all of it, so that clients do not come back in step. */
    private Duration backoff(int number) {
        Duration full = min(FIRST_DELAY.multipliedBy(1L << Math.min(number - 1, 16)), LONGEST_DELAY);
        double spread = 0.5 + pacing.jitter().getAsDouble() / 2;
        return Duration.ofMillis(Math.round(full.toMillis() * spread));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}

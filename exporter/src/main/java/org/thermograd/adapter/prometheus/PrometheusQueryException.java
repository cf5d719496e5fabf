package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A query that gave no answer, and why. The message is one sentence fit for a user: what happened and what to do. It
 * holds no secret of the configuration.
 */
public final class PrometheusQueryException extends Exception {
    private final Failure failure;
    private final String query;
    private final int status;
    private final @Nullable String errorType;
    private final @Nullable Duration retryAfter;

    private PrometheusQueryException(Builder builder, String message) {
        super(message, builder.cause);
        this.failure = builder.failure;
        this.query = builder.query;
        this.status = builder.status;
        this.errorType = builder.errorType;
        this.retryAfter = builder.retryAfter;
    }

    static Builder because(Failure failure, String query) {
        return new Builder(failure, query);
    }

    /** Returns why there is no answer. */
    public Failure failure() {
        return failure;
    }

    /** Returns what was asked: PromQL, or the path of the API where the question has none. */
    public String query() {
        return query;
    }

    /** Returns the HTTP status, or nothing if no answer came. */
    public OptionalInt status() {
        return status > 0 ? OptionalInt.of(status) : OptionalInt.empty();
    }

    /** Returns the server's word for the kind of error, such as {@code bad_data}, if it gave one. */
    public Optional<String> errorType() {
        return Optional.ofNullable(errorType);
    }

    /** Returns how long the server asks to wait, if it does. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns whether a request for less may work. */
    boolean isEasedByLess() {
        return failure.isEasedByLess() || status == HttpStatus.GATEWAY_TIMEOUT;
    }

    /** Returns the same failure with more to say, caused by this one. */
    PrometheusQueryException saying(String message) {
        return because(failure, query)
                .status(status)
                .errorType(errorType)
                .cause(this)
                .saying(message);
    }

    /** Collects what is known of a failure. Confined to one thread. */
    static final class Builder {
        private final Failure failure;
        private final String query;
        private int status;
        private @Nullable String errorType;
        private @Nullable Duration retryAfter;
        private @Nullable Throwable cause;

        private Builder(Failure failure, String query) {
            this.failure = requireNonNull(failure, "failure");
            this.query = requireNonNull(query, "query");
        }

        Builder status(int value) {
            status = value;
            return this;
        }

        Builder errorType(@Nullable String value) {
            errorType = value;
            return this;
        }

        Builder retryAfter(@Nullable Duration value) {
            retryAfter = value;
            return this;
        }

        Builder cause(@Nullable Throwable value) {
            cause = value;
            return this;
        }

        PrometheusQueryException saying(String message) {
            return new PrometheusQueryException(this, message);
        }
    }
}

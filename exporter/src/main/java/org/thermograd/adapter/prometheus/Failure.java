package org.thermograd.adapter.prometheus;

/** Why a query gave no answer. */
public enum Failure {
    /** No connection, or one that ended before the answer began. */
    UNREACHABLE(Remedy.AGAIN),
    /** The host of the URL has no address. */
    UNKNOWN_HOST(Remedy.NONE),
    /** TLS could not be agreed on: an unknown CA, another name, or no https port. */
    TLS(Remedy.NONE),
    /** No complete answer in the time of one request. */
    TIMEOUT(Remedy.LESS),
    /** The credentials are missing or wrong, or those of another: 401, 403. */
    UNAUTHORIZED(Remedy.NONE),
    /** There is no such path: 404. */
    NOT_FOUND(Remedy.NONE),
    /** The server sends elsewhere; the client does not follow, since it would take the credentials along. */
    REDIRECT(Remedy.NONE),
    /** The server does not take the query: another 4xx, or an answer of type {@code bad_data}. */
    BAD_QUERY(Remedy.NONE),
    /** Too many requests: 429. */
    RATE_LIMITED(Remedy.AGAIN),
    /** 502, 503 or 504 of a server or of a proxy before it. */
    UNAVAILABLE(Remedy.AGAIN),
    /** Another 5xx, or an answer that says it failed. */
    SERVER_ERROR(Remedy.NONE),
    /** The query is more than the server allows in samples, bytes or time. */
    SERVER_LIMIT(Remedy.LESS),
    /** The answer is more than {@link PrometheusConfig#maxAnswerBytes()}. */
    TOO_LARGE(Remedy.LESS),
    /** The answer breaks off. */
    TRUNCATED(Remedy.LESS),
    /** The answer has no body. */
    EMPTY(Remedy.NONE),
    /** The answer is a page or another text: this is no Prometheus API. */
    NOT_JSON(Remedy.NONE),
    /** The answer is JSON, but not what the API promises. */
    MALFORMED(Remedy.NONE),
    /** A file with a token or a certificate cannot be used. */
    CREDENTIALS(Remedy.NONE),
    /** The time for the whole read is over. */
    DEADLINE(Remedy.NONE);

    private enum Remedy {
        NONE,
        AGAIN,
        LESS
    }

    private final Remedy remedy;

    Failure(Remedy remedy) {
        this.remedy = remedy;
    }

    /** Returns whether the same request may work later. */
    boolean mayPass() {
        return remedy == Remedy.AGAIN;
    }

    /** Returns whether a request for less may work. */
    boolean isEasedByLess() {
        return remedy == Remedy.LESS;
    }
}

package org.thermograd.adapter.prometheus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes of what went wrong with one request the exception with one sentence about it. Immutable. */
final class FailureReport {
    private final PrometheusConfig config;
    private final Redaction redaction;
    private final String query;

    FailureReport(PrometheusConfig config, Redaction redaction, String query) {
        this.config = config;
        this.redaction = redaction;
        this.query = query;
    }

    private PrometheusQueryException.Builder because(Failure failure) {
        return PrometheusQueryException.because(failure, query);
    }

    private String server() {
        return redaction.of(config.baseUrl().toString());
    }

    private String asked() {
        return " (asked for " + redaction.of(query) + ")";
    }

    /** Returns why no answer began. */
    PrometheusQueryException noAnswer(IOException cause, Duration timeout) {
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return timeout(timeout, cause);
        }
        if (isIn(cause, UnresolvedAddressException.class) || isIn(cause, UnknownHostException.class)) {
            return because(Failure.UNKNOWN_HOST)
                    .cause(cause)
                    .saying(server() + ": there is no host of the name "
                            + config.baseUrl().getHost() + "; check the spelling of the URL");
        }
        if (isIn(cause, SSLException.class) || isIn(cause, CertificateException.class)) {
            return because(Failure.TLS)
                    .cause(cause)
                    .saying(server() + ": TLS failed (" + reason(cause)
                            + "); check that the port speaks https, that the certificate is for this host, and give a"
                            + " private CA as CA file");
        }
        return because(Failure.UNREACHABLE)
                .cause(cause)
                .saying(server() + " cannot be reached (" + reason(cause)
                        + "); check host and port, and that the server runs");
    }

    /** Returns that the time of a request is over. */
    PrometheusQueryException timeout(Duration timeout, @Nullable Throwable cause) {
        return because(Failure.TIMEOUT)
                .cause(cause)
                .saying(server() + " gave no complete answer within " + Durations.text(timeout)
                        + "; allow more time for a request, or ask for less" + asked());
    }

    /** Returns why the body of a successful answer cannot be used. */
    PrometheusQueryException badBody(int status, IOException cause) {
        if (cause instanceof BoundedInputStream.LimitReachedException) {
            return because(Failure.TOO_LARGE)
                    .status(status)
                    .cause(cause)
                    .saying(server() + ": the answer is longer than " + config.maxAnswerBytes()
                            + " bytes; ask for less, or allow longer answers" + asked());
        }
        if (cause instanceof AnswerException flawed) {
            return flawedBody(status, flawed);
        }
        if (cause instanceof ZipException) {
            return flawedBody(status, new AnswerException(AnswerException.Flaw.MALFORMED, "no gzip", cause));
        }
        return breaksOff(status, cause);
    }

    private PrometheusQueryException breaksOff(int status, IOException cause) {
        return because(Failure.TRUNCATED)
                .status(status)
                .cause(cause)
                .saying(server() + ": the answer breaks off (" + reason(cause)
                        + "); the server or a proxy ended it, ask for less" + asked());
    }

    private PrometheusQueryException flawedBody(int status, AnswerException cause) {
        return switch (cause.flaw()) {
            case BREAKS_OFF -> breaksOff(status, cause);
            case EMPTY ->
                because(Failure.EMPTY)
                        .status(status)
                        .cause(cause)
                        .saying(server() + ": the answer is empty (status " + status
                                + "); check that the URL is that of the Prometheus API" + asked());
            case HTML, NOT_JSON ->
                because(Failure.NOT_JSON)
                        .status(status)
                        .cause(cause)
                        .saying(server() + ": the answer is " + cause.getMessage()
                                + "; this looks like a login page, a proxy or Grafana, check that the URL is that of the"
                                + " Prometheus API");
            case MALFORMED ->
                because(Failure.MALFORMED)
                        .status(status)
                        .cause(cause)
                        .saying(server() + ": the answer is not what the Prometheus API promises (" + reason(cause)
                                + "); check that the URL is that of the Prometheus API" + asked());
        };
    }

    /** Returns what an answer of type error says, whatever its status. */
    PrometheusQueryException refusal(int status, HttpHeaders headers, Answer.Refusal<?> refusal) {
        String errorType = redaction.of(refusal.errorType());
        String said = refusal.error().isEmpty() ? "" : ": " + redaction.of(refusal.error());
        Failure failure = failureOf(status, refusal);
        return because(failure)
                .status(status)
                .errorType(errorType.isEmpty() ? null : errorType)
                .retryAfter(retryAfter(headers).orElse(null))
                .saying(server() + sentence(failure, status, said, headers));
    }

    private static Failure failureOf(int status, Answer.Refusal<?> refusal) {
        if (HttpStatus.isRedirect(status)) {
            return Failure.REDIRECT;
        }
        if (status == HttpStatus.UNAUTHORIZED || status == HttpStatus.FORBIDDEN) {
            return Failure.UNAUTHORIZED;
        }
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            return Failure.RATE_LIMITED;
        }
        if (status == HttpStatus.CONTENT_TOO_LARGE || ServerLimits.isMeantBy(refusal.errorType(), refusal.error())) {
            return Failure.SERVER_LIMIT;
        }
        return switch (status) {
            case HttpStatus.NOT_FOUND -> Failure.NOT_FOUND;
            case HttpStatus.BAD_GATEWAY, HttpStatus.UNAVAILABLE, HttpStatus.GATEWAY_TIMEOUT -> Failure.UNAVAILABLE;
            default ->
                HttpStatus.isServerError(status)
                                || (HttpStatus.isSuccess(status)
                                        && !refusal.errorType().equals("bad_data"))
                        ? Failure.SERVER_ERROR
                        : Failure.BAD_QUERY;
        };
    }

    private String sentence(Failure failure, int status, String said, HttpHeaders headers) {
        return switch (failure) {
            case REDIRECT ->
                " sends elsewhere (" + status + " to "
                        + redaction.of(headers.firstValue("Location").orElse("nowhere"))
                        + "); give the URL of the Prometheus API itself";
            case UNAUTHORIZED ->
                status == HttpStatus.FORBIDDEN
                        ? " does not allow this (403" + said + "); check what the token or the user may read"
                        : " wants to know who asks (401" + said
                                + "); give a bearer token, or user and password, and check" + " them";
            case NOT_FOUND ->
                " has no such path (404" + said + "); the URL probably lacks a path prefix, such as /prometheus";
            case RATE_LIMITED -> " gets too many requests (429" + said + "); ask less often";
            case SERVER_LIMIT ->
                " does not allow so much at once (" + status + said + "); ask for less, or raise its limit" + asked();
            case UNAVAILABLE ->
                " cannot answer now (" + status + said + "); check the server, and the proxy before it if there is one";
            case BAD_QUERY -> " does not take the query (" + status + said + "); correct it" + asked();
            default -> " failed (" + status + said + "); its log tells more" + asked();
        };
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(text -> {
            try {
                return text.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : sinceDate(text, headers);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /** The server's own clock tells how far away its date is. */
    private static Optional<Duration> sinceDate(String text, HttpHeaders headers) {
        ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
        return headers.firstValue("Date")
                .map(now -> Duration.between(ZonedDateTime.parse(now, DateTimeFormatter.RFC_1123_DATE_TIME), until))
                .map(delay -> delay.isNegative() ? Duration.ZERO : delay);
    }

    private String reason(Throwable failure) {
        String reason = "";
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at.getMessage() != null && !at.getMessage().isBlank()) {
                reason = at.getMessage();
                break;
            }
        }
        if (reason.isEmpty()) {
            // The client of the JDK says no more of a port on which nobody listens.
            reason = failure instanceof ConnectException
                    ? "no connection"
                    : failure.getClass().getSimpleName();
        }
        return redaction.of(reason);
    }

    private static boolean isIn(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}

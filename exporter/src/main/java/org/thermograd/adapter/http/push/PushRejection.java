package org.thermograd.adapter.http.push;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.adapter.http.gate.GateRefusal;

/** Why a push, a finish or a delete is refused. */
public enum PushRejection {
    /** The body is not JSON. */
    SYNTAX(400),
    /** A field has a wrong name, type or value, or is missing. */
    FIELD(400),
    /** A step lies too far in the future. */
    FUTURE(400),
    /** The run has a name that cannot be. */
    RUN_NAME(400),
    /** The path names no group of the Pushgateway protocol. */
    GROUP_KEY(400),
    /** A sample of the Pushgateway protocol has a timestamp. */
    TIMESTAMP(400),
    /** What is pushed does not fit together, or not to what other groups pushed. */
    INCONSISTENT(400),
    /** The client went away, or its body is not as long as it said. */
    ABORTED(400),
    /** No credential, or a wrong one. */
    UNAUTHORIZED(401),
    /** The credential is not for this run, or nobody but this host may push. */
    FORBIDDEN(403),
    /** There is no such run. */
    UNKNOWN_RUN(404),
    /** The method is wrong. */
    METHOD(405),
    /** The body took too long. */
    TIMEOUT(408),
    /** The body is too large. */
    TOO_LARGE(413),
    /** The body is of another type. */
    CONTENT_TYPE(415),
    /** The body is compressed in another way. */
    CONTENT_ENCODING(415),
    /** Too many runs are active or have just ended. */
    TOO_MANY_RUNS(429),
    /** Too many groups of the Pushgateway protocol are held. */
    TOO_MANY_GROUPS(429),
    /** Too many series of the Pushgateway protocol are held. */
    TOO_MANY_SERIES(429),
    /** Too many requests a second. */
    RATE(429),
    /** Too many wrong credentials from one address. */
    CREDENTIALS_RATE(429),
    /** Too many runs of one token are active or have just ended. */
    TOKEN_RUNS(429),
    /** Too many groups of one token are held. */
    TOKEN_GROUPS(429),
    /** Too many series of one token are held. */
    TOKEN_SERIES(429),
    /** Too many requests a second with one token. */
    TOKEN_RATE(429),
    /** Too many requests at once. */
    OVERLOADED(503),
    /** The clock of this host is before anything that can be. */
    HOST_CLOCK(503),
    /** It failed here. */
    INTERNAL(500),
    /** It cannot be written to the folder of {@code --data-dir}. */
    INSUFFICIENT_STORAGE(507);

    private final int code;

    PushRejection(int code) {
        this.code = code;
    }

    /** Returns the status of the answer. */
    public int code() {
        return code;
    }

    /** Tells whether a token has used up its share, and nobody else is refused for it. */
    boolean isOfToken() {
        return this == TOKEN_RUNS || this == TOKEN_GROUPS || this == TOKEN_SERIES || this == TOKEN_RATE;
    }

    /** Returns the value of the label {@code reason}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns every {@link #id}. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(PushRejection::id).toList();
    }

    /** Returns the status of every answer there is, those of success with them. */
    public static SortedSet<Integer> codes() {
        SortedSet<Integer> codes = new TreeSet<>();
        codes.add(200);
        codes.add(202);
        Arrays.stream(values()).forEach(reason -> codes.add(reason.code));
        return codes;
    }

    /**
     * Returns by what a push is counted that the gate answered; nothing where it is no matter of pushes.
     *
     * @param badRequest by what it is counted where its path is broken
     */
    public static Optional<PushRejection> of(GateRefusal refusal, Optional<PushRejection> badRequest) {
        return switch (refusal) {
            case BAD_REQUEST -> badRequest;
            case TOO_MANY_REQUESTS -> Optional.of(OVERLOADED);
            case REQUEST_RATE -> Optional.of(RATE);
            case CROWDED_OUT, SLOW_HEADER, SLOW_READER, FOREIGN_PAGE, UNAUTHORIZED, CREDENTIALS_RATE ->
                Optional.empty();
        };
    }
}

package org.thermograd.adapter.http.push;

import java.util.Map;
import java.util.Optional;

/** A request is refused. Carries all that the answer says; the message is for the client's eyes. */
public final class PushRefusedException extends Exception {
    private final PushRejection reason;
    private final transient Optional<Subject> subject;
    private final transient Map<String, String> headers;

    /**
     * What the refusal is about.
     *
     * @param field path within the body, such as {@code steps[3].step}, or the name of a header
     * @param value what was given, as JSON
     */
    record Subject(String field, String value) {}

    private PushRefusedException(
            PushRejection reason, String message, Optional<Subject> subject, Map<String, String> headers) {
        super(message);
        this.reason = reason;
        this.subject = subject;
        this.headers = headers;
    }

    /** Makes a refusal. */
    public static PushRefusedException of(PushRejection reason, String message) {
        return new PushRefusedException(reason, message, Optional.empty(), Map.of());
    }

    /** Makes a refusal about a field, {@code <field> must be <rule>, got <value>}. */
    public static PushRefusedException about(PushRejection reason, String field, String rule, String jsonValue) {
        return new PushRefusedException(
                reason,
                field + " must be " + rule + ", got " + jsonValue,
                Optional.of(new Subject(field, jsonValue)),
                Map.of());
    }

    /** Makes a refusal of a field that is missing. */
    static PushRefusedException missing(String field, String rule) {
        return about(PushRejection.FIELD, field, rule, "null");
    }

    /** Makes a refusal of a body that is larger than a limit. */
    static PushRefusedException tooLarge(int limit) {
        return of(
                PushRejection.TOO_LARGE,
                "body must be at most " + limit
                        + " bytes (--max-body), also after decompression; send fewer steps at once");
    }

    /** Returns the same with one more header of the answer. */
    public PushRefusedException withHeader(String name, String value) {
        return new PushRefusedException(reason, String.valueOf(getMessage()), subject, Map.of(name, value));
    }

    /** Returns why. */
    public PushRejection reason() {
        return reason;
    }

    Optional<Subject> subject() {
        return subject;
    }

    /** Returns the headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}

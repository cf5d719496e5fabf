package org.thermograd.adapter.http.otlp;

/** A data point is refused, as its message tells. It has no stack trace: there may be thousands in a body. */
final class PointRefusedException extends Exception {
    PointRefusedException(String message) {
        super(message, null, false, false);
    }

    /** Makes a refusal, {@code <what> must be <rule>, got <value>}. */
    static PointRefusedException of(String what, String rule, String value) {
        return new PointRefusedException(what + " must be " + rule + ", got " + value);
    }
}

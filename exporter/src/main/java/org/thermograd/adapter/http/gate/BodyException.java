package org.thermograd.adapter.http.gate;

import java.io.IOException;
import java.util.Optional;

/** A body did not arrive as it should have. */
public final class BodyException extends IOException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What was wrong. */
    public enum Kind {
        /** It took too long. */
        TOO_SLOW,
        /** It is larger than what is kept. */
        TOO_LARGE,
        /** It broke off. */
        BROKEN_OFF
    }

    BodyException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Returns what was wrong. */
    public Kind kind() {
        return kind;
    }

    /** Finds one among the causes of a failure to read. */
    public static Optional<BodyException> in(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof BodyException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}

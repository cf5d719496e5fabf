package org.thermograd.adapter.prometheus;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body that is no answer of the API. */
final class AnswerException extends IOException {
    /** What is wrong with it. */
    enum Flaw {
        EMPTY,
        BREAKS_OFF,
        HTML,
        NOT_JSON,
        MALFORMED
    }

    private final Flaw flaw;

    AnswerException(Flaw flaw, String message) {
        this(flaw, message, null);
    }

    AnswerException(Flaw flaw, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.flaw = flaw;
    }

    Flaw flaw() {
        return flaw;
    }
}

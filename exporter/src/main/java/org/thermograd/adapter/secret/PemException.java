package org.thermograd.adapter.secret;

import org.jspecify.annotations.Nullable;

/** A text in PEM breaks a rule. The message is the rule, without the name of the file, and has nothing of a key. */
public final class PemException extends Exception {
    private static final long serialVersionUID = 1;

    PemException(String rule) {
        this(rule, null);
    }

    PemException(String rule, @Nullable Exception cause) {
        super(rule, cause);
    }
}

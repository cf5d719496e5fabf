package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header that goes with every request, such as {@code X-Scope-OrgID}. Its value may be a secret: {@code toString}
 * masks it.
 *
 * @param name a token of HTTP, and none that the connection sets itself
 * @param value printable ASCII, blanks and tabs; not blank at its ends
 */
public record Header(String name, String value) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    public Header {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "header name must be letters, digits and dashes, got " + Redaction.plain(name));
        }
        if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header name must be none that the connection sets, got " + name);
        }
        if (!VALUE.matcher(value).matches() || !value.strip().equals(value)) {
            throw new IllegalArgumentException("value of header " + name
                    + " must be printable ASCII without blanks at its ends, got something else");
        }
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}

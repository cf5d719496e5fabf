package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** How the client shows who it is. {@code toString} masks what is secret. */
public sealed interface Credentials {
    /**
     * A token, sent as {@code Authorization: Bearer}.
     *
     * @param token not blank
     */
    record BearerToken(String token) implements Credentials {
        public BearerToken {
            requireNonNull(token, "token");
            if (!isToken(token)) {
                throw new IllegalArgumentException(
                        "bearer token must be printable ASCII without blanks, got something else");
            }
        }

        static boolean isToken(String text) {
            return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        }

        @Override
        public String toString() {
            return "bearer token ***";
        }
    }

    /**
     * A token in a file, read anew for each request, since some are replaced every hour. Blanks around it do not count.
     *
     * @param file where it is
     */
    record BearerTokenFile(Path file) implements Credentials {
        public BearerTokenFile {
            requireNonNull(file, "file");
        }
    }

    /**
     * A user and a password, sent as {@code Authorization: Basic} in UTF-8.
     *
     * @param user without a colon
     * @param password any, also empty
     */
    record BasicAuth(String user, String password) implements Credentials {
        public BasicAuth {
            requireNonNull(user, "user");
            requireNonNull(password, "password");
            if (user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("user must be without a colon, got " + Redaction.plain(user));
            }
        }

        @Override
        public String toString() {
            return "basic auth " + user + ":***";
        }
    }
}

package org.thermograd.adapter.http.push;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.thermograd.adapter.http.PushCaller;

/**
 * Who may push: programs on this host, and whoever has a token or a password. A credential that is given is checked even
 * where none is needed, so that a wrong one does not go unnoticed until the run moves to another host. Thread-safe.
 */
public final class PushAccess {
    private final Optional<PushTokenFile> tokens;
    private final Optional<BiPredicate<String, String>> passwords;
    private final boolean openToThisHost;

    /**
     * Sets who may push.
     *
     * @param tokens the tokens, absent if there are none
     * @param passwords tells whether a user has a password (it must take the same time either way), absent if there are
     *     no users
     * @param openToThisHost whether programs on this host need neither
     */
    public PushAccess(
            Optional<PushTokenFile> tokens, Optional<BiPredicate<String, String>> passwords, boolean openToThisHost) {
        this.tokens = requireNonNull(tokens, "tokens");
        this.passwords = requireNonNull(passwords, "passwords");
        this.openToThisHost = openToThisHost;
    }

    /** Returns the access of a host of its own: no credentials, no remote pushes. */
    public static PushAccess localOnly() {
        return new PushAccess(Optional.empty(), Optional.empty(), true);
    }

    /** Lets a request pass, or not. */
    void check(PushCaller caller, String run) throws PushRefusedException {
        boolean configured = tokens.isPresent() || passwords.isPresent();
        if (!configured) {
            if (caller.whyNotLocal().isPresent()) {
                throw PushRefusedException.of(
                        PushRejection.FORBIDDEN,
                        "pushes must come from a program on this host, as --push-token-file is not set; "
                                + caller.whyNotLocal().get());
            }
        } else if (caller.authorization().isPresent()) {
            check(caller.authorization().get(), run);
        } else if (!openToThisHost || !caller.isLocal()) {
            String why = openToThisHost
                    ? caller.whyNotLocal().orElseThrow()
                    : "from this host too, as --require-push-token says";
            throw unauthorized("Authorization must be given: Bearer and a token of --push-token-file; " + why);
        }
    }

    private void check(String authorization, String run) throws PushRefusedException {
        int blank = authorization.indexOf(' ');
        String scheme = authorization.substring(0, Math.max(0, blank)).toLowerCase(Locale.ROOT);
        String credential = authorization.substring(blank + 1).strip();
        PushTokens.Answer answer = switch (scheme) {
            case "bearer" -> checkToken(credential, run);
            case "basic" -> checkPassword(credential);
            default -> PushTokens.Answer.UNKNOWN;
        };
        switch (answer) {
            case GRANTED -> {}
            case OTHER_RUNS ->
                throw PushRefusedException.of(
                        PushRejection.FORBIDDEN, "the token must be for this run, but its prefix is another: " + run);
            case UNKNOWN -> throw unauthorized("Authorization must hold a token or password that is known here");
        }
    }

    private PushTokens.Answer checkToken(String token, String run) {
        return tokens.map(file -> file.current().check(token, run)).orElse(PushTokens.Answer.UNKNOWN);
    }

    private PushTokens.Answer checkPassword(String credential) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(credential), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return PushTokens.Answer.UNKNOWN;
        }
        int colon = pair.indexOf(':');
        boolean good = colon >= 0
                && passwords
                        .filter(users -> users.test(pair.substring(0, colon), pair.substring(colon + 1)))
                        .isPresent();
        return good ? PushTokens.Answer.GRANTED : PushTokens.Answer.UNKNOWN;
    }

    private PushRefusedException unauthorized(String message) {
        String schemes = tokens.isPresent() ? "Bearer realm=\"thermograd\"" : "Basic realm=\"thermograd\"";
        return PushRefusedException.of(PushRejection.UNAUTHORIZED, message).withHeader("WWW-Authenticate", schemes);
    }
}

package org.thermograd.adapter.http.push;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.thermograd.adapter.http.PushCaller;

/**
 * Who may push: programs on this host, and whoever has a token. A credential that is given is checked even where none is
 * needed, so that a wrong one does not go unnoticed until the run moves to another host. Thread-safe.
 */
public final class PushAccess {
    private final Optional<PushTokenFile> tokens;
    private final Supplier<Optional<String>> whyClosed;

    /**
     * Sets who may push.
     *
     * @param tokens the tokens, absent if there are none
     * @param whyClosed asked at each push for what says that programs on this host need a token too, such as an option;
     *     empty while they do not
     */
    public PushAccess(Optional<PushTokenFile> tokens, Supplier<Optional<String>> whyClosed) {
        this.tokens = requireNonNull(tokens, "tokens");
        this.whyClosed = requireNonNull(whyClosed, "whyClosed");
    }

    /** Returns the access of a host of its own: no credentials, no remote pushes. */
    public static PushAccess localOnly() {
        return new PushAccess(Optional.empty(), Optional::empty);
    }

    /** Lets a request about a run pass, or not; returns its token, empty for one of this host that has none. */
    Optional<PushToken> check(PushCaller caller, String run) throws PushRefusedException {
        Optional<PushToken> token = check(caller);
        if (!isFor(token, run)) {
            throw PushRefusedException.of(
                    PushRejection.FORBIDDEN, "the token must be for this run, but its prefix is another: " + run);
        }
        return token;
    }

    /** Tells whether whoever passed with a token, or without, may push to a run. */
    boolean isFor(Optional<PushToken> token, String run) {
        return token.isEmpty() || tokens.orElseThrow().current().isFor(token.get(), run);
    }

    /** Lets a request pass, or not, whatever it is about; returns its token, empty for one of this host that has none. */
    Optional<PushToken> check(PushCaller caller) throws PushRefusedException {
        Optional<String> closed = whyClosed.get();
        Optional<String> why = closed.map(setting -> "from this host too, as " + setting + " says")
                .or(caller::whyNotLocal);
        if (tokens.isPresent() && caller.authorization().isPresent()) {
            return Optional.of(
                    find(tokens.get().current(), caller.authorization().get()));
        }
        if (why.isPresent()) {
            throw tokens.isPresent()
                    ? unauthorized("Authorization must be given: Bearer and a token of --push-token-file; " + why.get())
                    : forbidden(closed, why.get());
        }
        return Optional.empty();
    }

    private static PushRefusedException forbidden(Optional<String> closed, String why) {
        return PushRefusedException.of(
                PushRejection.FORBIDDEN,
                "pushes must " + (closed.isPresent() ? "have a token, but" : "come from a program on this host, as")
                        + " --push-token-file is not set; " + why);
    }

    private static PushToken find(PushTokens known, String authorization) throws PushRefusedException {
        int blank = authorization.indexOf(' ');
        String scheme = authorization.substring(0, Math.max(0, blank)).toLowerCase(Locale.ROOT);
        return Optional.of(authorization.substring(blank + 1).strip())
                .filter(any -> scheme.equals("bearer"))
                .flatMap(known::find)
                .orElseThrow(() -> unauthorized("Authorization must be Bearer and a token that is known here"));
    }

    private static PushRefusedException unauthorized(String message) {
        return PushRefusedException.of(PushRejection.UNAUTHORIZED, message)
                .withHeader("WWW-Authenticate", "Bearer realm=\"thermograd\"");
    }
}

package org.thermograd.adapter.http.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.thermograd.adapter.http.gate.Digest;

/** The tokens that may push, each for all runs or for those of a prefix. Immutable; holds only digests of them. */
final class PushTokens {
    /** Nobody may. */
    static final PushTokens NONE = new PushTokens(List.of());

    private static final int SHORTEST = 16;
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private final List<Grant> grants;

    private record Grant(PushToken token, String runPrefix) {}

    private PushTokens(List<Grant> grants) {
        this.grants = grants;
    }

    /**
     * Reads lines {@code token [run-prefix]}; blank ones and those that start with {@code #} say nothing.
     *
     * @throws IllegalArgumentException naming the number of a line that is none of these, and never what is on it
     */
    static PushTokens parse(String text) {
        List<Grant> grants = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = BLANKS.split(line, -1);
            if (parts.length > 2
                    || (parts.length == 2 && !PREFIX.matcher(parts[1]).matches())) {
                throw new IllegalArgumentException(
                        "line " + number + " must be a token and, if it has one, the prefix of a run");
            }
            if (parts[0].length() < SHORTEST) {
                throw new IllegalArgumentException("line " + number + ": token must have at least " + SHORTEST
                        + " characters, got " + parts[0].length());
            }
            grants.add(new Grant(new PushToken(new Digest(parts[0]), number), parts.length == 2 ? parts[1] : ""));
        }
        return new PushTokens(List.copyOf(grants));
    }

    /** Returns which token a text is, if it is one; compares it with all there are, whichever matches. */
    Optional<PushToken> find(String text) {
        Digest given = new Digest(text);
        Optional<PushToken> found = Optional.empty();
        for (Grant grant : grants) {
            if (grant.token().is(given) && found.isEmpty()) {
                found = Optional.of(grant.token());
            }
        }
        return found;
    }

    /** Tells whether a token is for a run. */
    boolean isFor(PushToken token, String run) {
        return grants.stream().anyMatch(grant -> grant.token().equals(token) && run.startsWith(grant.runPrefix()));
    }
}

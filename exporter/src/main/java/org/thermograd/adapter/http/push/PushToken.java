package org.thermograd.adapter.http.push;

import org.thermograd.adapter.http.gate.Digest;
import org.thermograd.domain.ingest.Pusher;

/**
 * A token, known by its digest wherever it stands in the file; called by the first of its lines. Immutable.
 */
final class PushToken implements Pusher {
    private final Digest digest;
    private final int line;

    PushToken(Digest digest, int line) {
        this.digest = digest;
        this.line = line;
    }

    /** Tells whether this is the token with that digest. */
    boolean is(Digest given) {
        return digest.equals(given);
    }

    @Override
    public String name() {
        return "the token on line " + line;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PushToken token && digest.equals(token.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}

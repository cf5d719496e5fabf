package org.thermograd.adapter.http.web;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Whether clients show a certificate, in the words of Go. */
enum ClientAuth {
    NO_CLIENT_CERT("NoClientCert", false, false, false),
    REQUEST_CLIENT_CERT("RequestClientCert", true, false, false),
    REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert", true, true, false),
    VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven", true, false, true),
    REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert", true, true, true);

    /** The name that {@code RequireAnyClientCert} had. */
    private static final String FORMER = "RequireClientCert";

    private final String id;
    private final boolean wanted;
    private final boolean needed;
    private final boolean verified;

    ClientAuth(String id, boolean wanted, boolean needed, boolean verified) {
        this.id = id;
        this.wanted = wanted;
        this.needed = needed;
        this.verified = verified;
    }

    static ClientAuth of(Entry entry) throws WebConfigException {
        if (entry.value().equals(FORMER)) {
            return REQUIRE_ANY_CLIENT_CERT;
        }
        for (ClientAuth auth : values()) {
            if (auth.id.equals(entry.value())) {
                return auth;
            }
        }
        throw entry.refusedWithValue(
                "must be one of " + Arrays.stream(values()).map(auth -> auth.id).collect(Collectors.joining(", ")));
    }

    /** Returns whether clients are asked for a certificate. */
    boolean isWanted() {
        return wanted;
    }

    /** Returns whether a client without one is turned away. */
    boolean isNeeded() {
        return needed;
    }

    /** Returns whether it must be signed by somebody who is trusted. */
    boolean isVerified() {
        return verified;
    }
}

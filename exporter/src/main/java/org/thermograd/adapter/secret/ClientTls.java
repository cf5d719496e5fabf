package org.thermograd.adapter.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the TLS of a client of files in PEM. Stateless. */
public final class ClientTls {
    private ClientTls() {}

    /**
     * Returns TLS that trusts the certificates of a file and no others.
     *
     * @throws IOException if it cannot be read
     * @throws PemException if it holds none
     */
    public static SSLContext trusting(Path caFile) throws IOException, PemException {
        return of(Trust.in(Pem.certificates(Pem.text(caFile))), Optional.empty());
    }

    /** Returns TLS that trusts what it is told to, and shows a certificate where a server asks for one. */
    public static SSLContext of(TrustManager trusted, Optional<OwnCertificate> shown) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    shown.map(OwnCertificate::managers).orElse(new KeyManager[0]), new TrustManager[] {trusted}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }
}

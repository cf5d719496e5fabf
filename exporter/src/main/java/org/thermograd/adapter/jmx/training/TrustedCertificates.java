package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.thermograd.adapter.secret.ClientTls;
import org.thermograd.adapter.secret.PemException;

/** The file of certificates that {@code ca-file} names. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * Returns TLS that trusts the certificates and no others.
     *
     * @throws SourceException if the file cannot be read or holds none
     */
    static SSLContext tls(Path file) throws SourceException {
        try {
            return ClientTls.trusting(file);
        } catch (PemException e) {
            throw new SourceException("ca-file " + file + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new SourceException("ca-file " + file + " cannot be read: " + CredentialsFile.reason(e), e);
        }
    }
}

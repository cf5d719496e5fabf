package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS of a file of certificates. */
final class TrustedTls {
    private TrustedTls() {}

    /**
     * Returns TLS that trusts the certificates of a PEM file and no others.
     *
     * @throws SourceException if it cannot be read or holds none
     */
    static SSLContext of(Path file) throws SourceException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new SourceException("ca-file " + file + " must hold certificates in PEM, got none");
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                trusted.setCertificateEntry("ca-" + number, certificate);
                number++;
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new SourceException("ca-file " + file + " must hold certificates in PEM", e);
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("ca-file " + file + " cannot be read: " + CredentialsFile.reason(e), e);
        }
    }
}

package org.thermograd.adapter.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates in PEM that say whom to trust. */
final class CaFile {
    private CaFile() {}

    /**
     * Returns the settings of TLS that trust the certificates of the file and no others.
     *
     * @throws PrometheusQueryException if it cannot be read or holds no certificate
     */
    static SSLContext context(Path file) throws PrometheusQueryException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw unusable(file, "it must hold certificates in PEM", null);
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
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(file, "it must hold certificates in PEM", e);
        } catch (IOException e) {
            throw unusable(file, reason(e), e);
        }
    }

    /** Returns in a few words why a file cannot be read. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "access denied";
        }
        return Redaction.plain(String.valueOf(failure.getMessage()));
    }

    private static PrometheusQueryException unusable(Path file, String reason, @Nullable Exception cause) {
        return PrometheusQueryException.because(Failure.CREDENTIALS, file.toString())
                .cause(cause)
                .saying("CA file " + file + " cannot be used: " + reason);
    }
}

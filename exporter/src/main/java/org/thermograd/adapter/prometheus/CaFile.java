package org.thermograd.adapter.prometheus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.thermograd.adapter.secret.ClientTls;
import org.thermograd.adapter.secret.PemException;

/** Certificates in PEM that say whom to trust. */
final class CaFile {
    private CaFile() {}

    /**
     * Returns the settings of TLS that trust the certificates of the file and no others.
     *
     * @throws PrometheusQueryException if it cannot be read or holds no certificate
     */
    static SSLContext context(Path file) throws PrometheusQueryException {
        try {
            return ClientTls.trusting(file);
        } catch (PemException e) {
            throw unusable(file, "it " + e.getMessage(), e);
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

    private static PrometheusQueryException unusable(Path file, String reason, Exception cause) {
        return PrometheusQueryException.because(Failure.CREDENTIALS, file.toString())
                .cause(cause)
                .saying("CA file " + file + " cannot be used: " + reason);
    }
}

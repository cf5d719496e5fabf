package org.thermograd.adapter.http.web;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.secret.Pem;
import org.thermograd.adapter.secret.PemException;

/**
 * Certificates or a key in PEM, in the configuration or in a file that it names.
 *
 * @param entry where the configuration says it
 * @param file the file; absent where the entry is the text itself
 */
record PemText(Entry entry, Optional<Path> file) {
    private String text() throws WebConfigException {
        if (file.isEmpty()) {
            return entry.value();
        }
        try {
            return TextFile.read(file.get());
        } catch (WebConfigException e) {
            throw entry.refused(String.valueOf(e.getMessage()));
        }
    }

    private WebConfigException refused(PemException broken) {
        return entry.refused(file.map(path -> path + " ").orElse("") + broken.getMessage());
    }

    /** Returns the certificates, at least one, in their order. */
    List<X509Certificate> certificates() throws WebConfigException {
        try {
            return Pem.certificates(text());
        } catch (PemException e) {
            throw refused(e);
        }
    }

    /** Returns the key, which is in PKCS#8 and not encrypted. */
    PrivateKey key() throws WebConfigException {
        try {
            return Pem.key(text());
        } catch (PemException e) {
            throw refused(e);
        }
    }
}

package org.thermograd.adapter.http.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates or a key in PEM, in the configuration or in a file that it names.
 *
 * @param entry where the configuration says it
 * @param file the file; absent where the entry is the text itself
 */
record PemText(Entry entry, Optional<Path> file) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

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

    private WebConfigException refused(String rule) {
        return entry.refused(file.map(path -> path + " ").orElse("") + rule);
    }

    /** Returns the certificates, at least one, in their order. */
    List<X509Certificate> certificates() throws WebConfigException {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text());
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (block.find()) {
                if (block.group(1).equals("CERTIFICATE")) {
                    byte[] bytes = block.group().getBytes(StandardCharsets.US_ASCII);
                    certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
                }
            }
        } catch (CertificateException e) {
            throw refused("must hold certificates in PEM that can be read, got one that cannot");
        }
        if (certificates.isEmpty()) {
            throw refused("must hold certificates in PEM (BEGIN CERTIFICATE), got none");
        }
        return certificates;
    }

    /** Returns the key, which is in PKCS#8 and not encrypted. */
    PrivateKey key() throws WebConfigException {
        Matcher block = BLOCK.matcher(text());
        while (block.find()) {
            String label = block.group(1);
            if (label.equals("PRIVATE KEY")) {
                return key(block.group(2));
            }
            if (label.endsWith(" PRIVATE KEY")) {
                throw refused("must hold a key in PKCS#8 that is not encrypted (BEGIN PRIVATE KEY), got BEGIN " + label
                        + "; this converts it: openssl pkey -in OLD -out NEW");
            }
        }
        throw refused("must hold a key in PEM (BEGIN PRIVATE KEY), got none");
    }

    private PrivateKey key(String base64) throws WebConfigException {
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw refused("must hold a key in PEM, got what is no base64");
        }
        return ALGORITHMS.stream()
                .flatMap(algorithm -> key(algorithm, encoded).stream())
                .findFirst()
                .orElseThrow(() -> refused("must hold a key of RSA, EC or EdDSA in PKCS#8, got another"));
    }

    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}

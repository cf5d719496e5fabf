package org.thermograd.adapter.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** Certificates and keys in PEM (RFC 7468). What stands between the blocks is passed over. Stateless. */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    /** Returns the text of a file, whose blocks are ASCII whatever stands between them. */
    public static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns the certificates of a text in their order.
     *
     * @throws PemException if one cannot be read, or there is none
     */
    public static List<X509Certificate> certificates(String text) throws PemException {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (block.find()) {
                if (block.group(1).equals("CERTIFICATE")) {
                    byte[] bytes = block.group().getBytes(StandardCharsets.US_ASCII);
                    certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
                }
            }
        } catch (CertificateException e) {
            throw new PemException("must hold certificates in PEM that can be read, got one that cannot", e);
        }
        if (certificates.isEmpty()) {
            throw new PemException("must hold certificates in PEM (BEGIN CERTIFICATE), got none");
        }
        return certificates;
    }

    /**
     * Returns the first key of a text.
     *
     * @throws PemException if it is not in PKCS#8, encrypted, or of an unknown kind, or there is none
     */
    public static PrivateKey key(String text) throws PemException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String label = block.group(1);
            if (label.equals("PRIVATE KEY")) {
                return decode(block.group(2));
            }
            if (label.endsWith(" PRIVATE KEY")) {
                throw new PemException("must hold a key in PKCS#8 that is not encrypted (BEGIN PRIVATE KEY), got BEGIN "
                        + label + "; this converts it: openssl pkey -in OLD -out NEW");
            }
        }
        throw new PemException("must hold a key in PEM (BEGIN PRIVATE KEY), got none");
    }

    private static PrivateKey decode(String base64) throws PemException {
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new PemException("must hold a key in PEM, got what is no base64");
        }
        return ALGORITHMS.stream()
                .flatMap(algorithm -> decode(algorithm, encoded).stream())
                .findFirst()
                .orElseThrow(() -> new PemException("must hold a key of RSA, EC or EdDSA in PKCS#8, got another"));
    }

    private static Optional<PrivateKey> decode(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}

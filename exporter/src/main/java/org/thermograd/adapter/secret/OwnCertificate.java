package org.thermograd.adapter.secret;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * What one end of TLS shows of itself, and the key that proves it.
 *
 * @param certificates its own certificate, and those between it and one that others trust
 * @param key the key of the first
 */
public record OwnCertificate(List<X509Certificate> certificates, PrivateKey key) {
    /** The rule that a certificate and a key keep. */
    public static final String RULE = "must be the key of the certificate, got another";

    /** Keys lie in memory only; the password of their store protects nothing. */
    private static final char[] NO_PASSWORD = new char[0];

    /** Copies the list. */
    public OwnCertificate {
        certificates = List.copyOf(certificates);
    }

    /** Tells whether a signature by the key is one of the certificate. */
    public boolean fits() {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] probe = {1};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificates.get(0).getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /** Returns what shows them. */
    public KeyManager[] managers() {
        try {
            KeyStore store = KeyStores.empty();
            store.setKeyEntry("own", key, NO_PASSWORD, certificates.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java keeps keys in memory", e);
        }
    }
}

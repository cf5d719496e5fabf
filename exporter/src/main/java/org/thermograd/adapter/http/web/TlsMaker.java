package org.thermograd.adapter.http.web;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes of settings, and of the files that they name, what Java needs to speak TLS. */
final class TlsMaker {
    /** Keys lie in memory only; the password of their store protects nothing. */
    private static final char[] NO_PASSWORD = new char[0];

    private TlsMaker() {}

    static ServerTls make(TlsSettings settings) throws WebConfigException {
        List<X509Certificate> certificates = settings.certificate().certificates();
        PrivateKey key = settings.key().key();
        if (!isPair(certificates.get(0), key)) {
            throw settings.key().entry().refused("must be the key of the certificate, got another");
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(certificates, key), new TrustManager[] {trust(settings)}, null);
            return new ServerTls(context, parameters(settings, context));
        } catch (GeneralSecurityException | IOException e) {
            throw new WebConfigException("tls_server_config cannot be used: " + e.getMessage(), e);
        }
    }

    /** Tells whether a signature by the key is one of the certificate. */
    private static boolean isPair(X509Certificate certificate, PrivateKey key) throws WebConfigException {
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
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static KeyManager[] keys(List<X509Certificate> certificates, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("server", key, NO_PASSWORD, certificates.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static ClientTrust trust(TlsSettings settings)
            throws GeneralSecurityException, IOException, WebConfigException {
        if (!settings.clientAuth().isVerified()) {
            return new ClientTrust(Optional.empty(), settings.clientNames());
        }
        KeyStore store = null;
        if (settings.clientCa().isPresent()) {
            store = emptyStore();
            for (X509Certificate certificate : settings.clientCa().get().certificates()) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
        }
        return new ClientTrust(Optional.of(signers(store)), settings.clientNames());
    }

    private static X509ExtendedTrustManager signers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static SSLParameters parameters(TlsSettings settings, SSLContext context) throws WebConfigException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(settings.protocols().toArray(String[]::new));
        parameters.setCipherSuites(suites(settings.cipherSuites(), context));
        parameters.setUseCipherSuitesOrder(settings.isServerOrder());
        if (settings.clientAuth().isNeeded()) {
            parameters.setNeedClientAuth(true);
        } else {
            parameters.setWantClientAuth(settings.clientAuth().isWanted());
        }
        return parameters;
    }

    /** Returns the suites that may be used; those of TLS 1.3 are always good, and cannot be chosen. */
    private static String[] suites(List<Entry> chosen, SSLContext context) throws WebConfigException {
        String[] usual = context.getDefaultSSLParameters().getCipherSuites();
        if (chosen.isEmpty()) {
            return usual;
        }
        Set<String> supported = Set.of(context.getSupportedSSLParameters().getCipherSuites());
        List<String> suites = new ArrayList<>();
        for (Entry suite : chosen) {
            if (!supported.contains(suite.value())) {
                throw suite.refusedWithValue("must name cipher suites that this Java has");
            }
            suites.add(suite.value());
        }
        Stream.of(usual)
                .filter(suite -> !suite.contains("_WITH_") && suite.startsWith("TLS_") && !suites.contains(suite))
                .filter(suite -> !suite.endsWith("SCSV"))
                .forEach(suites::add);
        return suites.toArray(String[]::new);
    }
}

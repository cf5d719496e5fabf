package org.thermograd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A key with a certificate that it has signed itself, made by keytool.
 *
 * @param store a PKCS#12 store of both, with the password {@link #PASSWORD}
 * @param certificate the certificate in PEM
 * @param key the key in PEM, PKCS#8
 */
public record TestCertificate(Path store, Path certificate, Path key) {
    public static final String PASSWORD = "changeit";

    /**
     * Makes one in a folder, in files of this name.
     *
     * @param algorithm as keytool names it, such as EC
     * @param names its subject alternative names as keytool takes them, such as {@code ip:127.0.0.1}
     */
    public static TestCertificate make(Path dir, String name, String algorithm, String names) throws Exception {
        TestCertificate made =
                new TestCertificate(dir.resolve(name + ".p12"), dir.resolve(name + ".crt"), dir.resolve(name + ".key"));
        keytool(
                dir,
                made.store(),
                "-genkeypair -keyalg " + algorithm + " -dname CN=" + name + " -validity 30 -ext san=" + names);
        keytool(dir, made.store(), "-exportcert -rfc -file " + made.certificate());
        Key key = made.keys().getKey("one", PASSWORD.toCharArray());
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        Files.writeString(made.key(), "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        return made;
    }

    private static void keytool(Path dir, Path store, String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-alias", "one"));
        Path log = dir.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(log, StandardCharsets.UTF_8))
                .isZero();
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /**
     * Returns the TLS of a client that trusts this certificate only and shows another to any server that asks, as OpenSSL does,
     * even to one that says that it would not trust it.
     */
    public SSLContext insistentClient(TestCertificate shown) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(shown.keys(), PASSWORD.toCharArray());
        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) own.getKeyManagers()[0];
        return client(new KeyManager[] {new Insistent(manager)});
    }

    /** Returns the TLS of a client that trusts this certificate only and shows those of the others, at most one. */
    public SSLContext client(TestCertificate... shown) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (shown.length == 0) {
            KeyStore none = KeyStore.getInstance("PKCS12");
            none.load(null, null);
            own.init(none, new char[0]);
        } else {
            own.init(shown[0].keys(), PASSWORD.toCharArray());
        }
        return client(own.getKeyManagers());
    }

    private SSLContext client(KeyManager[] own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", keys().getCertificate("one"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust.getTrustManagers(), null);
        return context;
    }

    /** Shows its one certificate, whoever is asked for. */
    private static final class Insistent extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager own;

        private Insistent(X509ExtendedKeyManager own) {
            this.own = own;
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {"one"};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return "one";
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return "one";
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return own.getServerAliases(type, issuers);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return own.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return own.getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return own.getPrivateKey(alias);
        }
    }
}

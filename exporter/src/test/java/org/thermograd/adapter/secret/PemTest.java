package org.thermograd.adapter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.TestCertificate;

/** Certificates and keys in PEM, and what is made of them. */
class PemTest {
    @TempDir
    private static Path dir;

    private static TestCertificate own;

    @BeforeAll
    static void make() throws Exception {
        own = TestCertificate.make(dir, "own", "EC", "ip:127.0.0.1");
    }

    private static OwnCertificate pair(TestCertificate certificate, TestCertificate key) throws Exception {
        return new OwnCertificate(Pem.certificates(Pem.text(certificate.certificate())), Pem.key(Pem.text(key.key())));
    }

    @Test
    void passesOverWhatStandsBetweenTheBlocks() throws Exception {
        String certificate = Files.readString(own.certificate());
        String key = Files.readString(own.key());
        String text = "Z\u00fcrich\n" + certificate + "between\n" + key + certificate;

        assertThat(Pem.certificates(text)).hasSize(2);
        assertThat(Pem.key(text).getAlgorithm()).isEqualTo("EC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must hold certificates in PEM (BEGIN CERTIFICATE), got none",
                "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----|must hold certificates in PEM that can be read, got one that cannot"
            })
    void refusesWhatIsNoCertificate(String text, String rule) {
        assertThatExceptionOfType(PemException.class)
                .isThrownBy(() -> Pem.certificates(text))
                .withMessage(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must hold a key in PEM (BEGIN PRIVATE KEY), got none",
                "-----BEGIN PRIVATE KEY-----A-----END PRIVATE KEY-----|must hold a key in PEM, got what is no base64",
                "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----|must hold a key of RSA, EC or EdDSA in PKCS#8, got another",
                "-----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----|must hold a key in PKCS#8 that is not encrypted (BEGIN PRIVATE KEY), got BEGIN RSA PRIVATE KEY; this converts it: openssl pkey -in OLD -out NEW"
            })
    void refusesWhatIsNoKey(String text, String rule) {
        assertThatExceptionOfType(PemException.class)
                .isThrownBy(() -> Pem.key(text))
                .withMessage(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void knowsAKeyOfACertificateFromAnother(String algorithm) throws Exception {
        TestCertificate one = TestCertificate.make(dir, "one" + algorithm, algorithm, "ip:127.0.0.1");
        TestCertificate another = TestCertificate.make(dir, "another" + algorithm, algorithm, "ip:127.0.0.1");

        assertThat(pair(one, one).fits()).isTrue();
        assertThat(pair(one, another).fits()).isFalse();
        assertThat(pair(one, own).fits()).isFalse();
    }

    @Test
    void trustsTheCertificatesOfAFileAndNoOthers() throws Exception {
        TestCertificate other = TestCertificate.make(dir, "other", "EC", "ip:127.0.0.1");
        X509ExtendedTrustManager trust = Trust.in(pair(own, own).certificates());

        trust.checkServerTrusted(Pem.certificates(Pem.text(own.certificate())).toArray(new X509Certificate[0]), "EC");
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkServerTrusted(
                        Pem.certificates(Pem.text(other.certificate())).toArray(new X509Certificate[0]), "EC"));
        assertThat(Trust.ofJava().getAcceptedIssuers()).isNotEmpty();
    }

    @Test
    void makesTheTlsOfAClient() throws Exception {
        SSLContext without = ClientTls.trusting(own.certificate());
        SSLContext with = ClientTls.of(Trust.ofJava(), Optional.of(pair(own, own)));

        assertThat(List.of(without, with)).extracting(SSLContext::getProtocol).containsOnly("TLS");
        KeyManager[] managers = pair(own, own).managers();
        assertThat(managers).hasSize(1);
    }
}

package org.thermograd.app.serve;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.secret.ClientTls;
import org.thermograd.adapter.secret.OwnCertificate;
import org.thermograd.adapter.secret.Pem;
import org.thermograd.adapter.secret.PemException;
import org.thermograd.adapter.secret.Trust;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.cli.UsageException;
import picocli.CommandLine.Option;

/** Whom a health check trusts, and what it shows of itself. */
final class HealthcheckTls {
    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates in PEM that are trusted in place of those of Java; for https")
    private @Nullable Path caFile;

    @Option(
            names = "--cert-file",
            paramLabel = "FILE",
            description = "Certificate in PEM to show where the server asks for one; for https, with --key-file")
    private @Nullable Path certFile;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Key of --cert-file, in PEM (PKCS#8, not encrypted)")
    private @Nullable Path keyFile;

    /**
     * Returns the TLS for an address; empty where there is none, or that of Java will do.
     *
     * @throws UsageException if one of certificate and key is missing
     * @throws CommandFailedException if a file cannot be used
     */
    Optional<SSLContext> context(URI url) throws CommandFailedException {
        if ((certFile == null) != (keyFile == null)) {
            throw new UsageException(List.of("--cert-file and --key-file must come together"));
        }
        if (!url.getScheme().equals("https") || (caFile == null && certFile == null)) {
            return Optional.empty();
        }
        return Optional.of(ClientTls.of(trusted(), shown()));
    }

    private X509ExtendedTrustManager trusted() throws CommandFailedException {
        return caFile == null ? Trust.ofJava() : Trust.in(read("--ca-file", caFile, Pem::certificates));
    }

    private Optional<OwnCertificate> shown() throws CommandFailedException {
        if (certFile == null || keyFile == null) {
            return Optional.empty();
        }
        OwnCertificate own = new OwnCertificate(
                read("--cert-file", certFile, Pem::certificates), read("--key-file", keyFile, Pem::key));
        if (!own.fits()) {
            throw new CommandFailedException(unusable("--key-file", keyFile, OwnCertificate.RULE));
        }
        return Optional.of(own);
    }

    /** What makes something of a text in PEM. */
    private interface Reader<T> {
        T read(String text) throws PemException;
    }

    private static <T> T read(String option, Path file, Reader<T> reader) throws CommandFailedException {
        try {
            return reader.read(Pem.text(file));
        } catch (PemException e) {
            throw new CommandFailedException(unusable(option, file, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new CommandFailedException(unusable(option, file, FileReasons.of(e)), e);
        }
    }

    private static String unusable(String option, Path file, String reason) {
        return "cannot use " + option + " " + file + ": " + reason;
    }
}

package org.thermograd.adapter.http.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The part {@code tls_server_config} of a web configuration file. Immutable. */
public final class TlsSettings {
    /** Its keys. */
    static final List<String> KEYS = List.of(
            "cert_file",
            "key_file",
            "client_ca_file",
            "client_auth_type",
            "client_allowed_sans",
            "min_version",
            "max_version",
            "cipher_suites",
            "prefer_server_cipher_suites",
            "curve_preferences",
            "cert",
            "key",
            "client_ca");

    private static final List<String> VERSIONS = List.of("TLS12", "TLS13");
    private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    private final PemText certificate;
    private final PemText key;
    private final Optional<PemText> clientCa;
    private final ClientAuth clientAuth;
    private final List<String> clientNames;
    private final List<String> protocols;
    private final List<Entry> cipherSuites;
    private final boolean serverOrder;

    private TlsSettings(Section section, Path file, PemText certificate, PemText key) throws WebConfigException {
        this.certificate = certificate;
        this.key = key;
        clientCa = pem(section, "client_ca", file);
        Optional<Entry> auth = section.text("client_auth_type");
        clientAuth = auth.isPresent() ? ClientAuth.of(auth.get()) : ClientAuth.NO_CLIENT_CERT;
        if (clientCa.isPresent() && !clientAuth.isWanted()) {
            throw clientCa.get().entry().refused("must come with a client_auth_type that asks for certificates");
        }
        List<Entry> names = section.list("client_allowed_sans");
        if (!names.isEmpty() && !clientAuth.isNeeded()) {
            throw names.get(0)
                    .refused("must come with client_auth_type RequireAndVerifyClientCert or RequireAnyClientCert");
        }
        clientNames = names.stream().map(Entry::value).toList();
        protocols = protocols(section);
        cipherSuites = section.list("cipher_suites");
        serverOrder = section.flag("prefer_server_cipher_suites").orElse(true);
        List<Entry> curves = section.list("curve_preferences");
        if (!curves.isEmpty()) {
            throw curves.get(0).refused("must be left out: Java has no such setting for a server");
        }
    }

    /** Reads the section of a file; it is as if absent where it has neither certificate, key nor anything about clients. */
    static Optional<TlsSettings> of(Section section, Path file) throws WebConfigException {
        Optional<PemText> certificate = pem(section, "cert", file);
        Optional<PemText> key = pem(section, "key", file);
        if (certificate.isPresent() && key.isPresent()) {
            return Optional.of(new TlsSettings(section, file, certificate.get(), key.get()));
        }
        if (certificate.isEmpty()
                && key.isEmpty()
                && Stream.of("client_ca", "client_ca_file", "client_auth_type").noneMatch(section.keys()::contains)) {
            return Optional.empty();
        }
        throw new WebConfigException(
                "tls_server_config must have " + (certificate.isEmpty() ? "cert_file" : "key_file") + ", got none");
    }

    private static Optional<PemText> pem(Section section, String key, Path file) throws WebConfigException {
        Optional<Entry> inline = section.text(key);
        Optional<Entry> named = section.text(key + "_file");
        if (inline.isPresent() && named.isPresent()) {
            throw inline.get().refused("must be left out where " + key + "_file is given");
        }
        return named.map(entry -> new PemText(entry, Optional.of(file.resolveSibling(entry.value()))))
                .or(() -> inline.map(entry -> new PemText(entry, Optional.empty())));
    }

    private static List<String> protocols(Section section) throws WebConfigException {
        Optional<Entry> min = section.text("min_version");
        Optional<Entry> max = section.text("max_version");
        int from = min.isPresent() ? version(min.get()) : 0;
        int to = max.isPresent() ? version(max.get()) : VERSIONS.size() - 1;
        if (from > to) {
            throw min.orElseThrow().refusedWithValue("must not be above max_version");
        }
        return PROTOCOLS.subList(from, to + 1);
    }

    private static int version(Entry entry) throws WebConfigException {
        int number = VERSIONS.indexOf(entry.value());
        if (number < 0) {
            throw entry.refusedWithValue("must be TLS12 or TLS13");
        }
        return number;
    }

    /** Returns the files that it names. */
    List<Path> files() {
        return Stream.of(Optional.of(certificate), Optional.of(key), clientCa)
                .flatMap(Optional::stream)
                .flatMap(pem -> pem.file().stream())
                .toList();
    }

    PemText certificate() {
        return certificate;
    }

    PemText key() {
        return key;
    }

    Optional<PemText> clientCa() {
        return clientCa;
    }

    ClientAuth clientAuth() {
        return clientAuth;
    }

    /** Returns subject alternative names of which a client's certificate has one; empty if it need not. */
    List<String> clientNames() {
        return clientNames;
    }

    /** Returns the versions of TLS as Java calls them, at least one. */
    List<String> protocols() {
        return protocols;
    }

    /** Returns the suites of TLS 1.2 that may be used; empty for those that Java uses. */
    List<Entry> cipherSuites() {
        return cipherSuites;
    }

    /** Returns whether the order of the suites is the server's, or the client's. */
    boolean isServerOrder() {
        return serverOrder;
    }
}

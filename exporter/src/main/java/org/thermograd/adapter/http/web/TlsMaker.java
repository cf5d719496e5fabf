package org.thermograd.adapter.http.web;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.thermograd.adapter.secret.OwnCertificate;
import org.thermograd.adapter.secret.Trust;

/** Makes of settings, and of the files that they name, what Java needs to speak TLS. */
final class TlsMaker {
    private TlsMaker() {}

    static ServerTls make(TlsSettings settings) throws WebConfigException {
        OwnCertificate own = new OwnCertificate(
                settings.certificate().certificates(), settings.key().key());
        if (!own.fits()) {
            throw settings.key().entry().refused(OwnCertificate.RULE);
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.managers(), new TrustManager[] {trust(settings)}, null);
            return new ServerTls(context, parameters(settings, context));
        } catch (GeneralSecurityException e) {
            throw new WebConfigException("tls_server_config cannot be used: " + e.getMessage(), e);
        }
    }

    private static ClientTrust trust(TlsSettings settings) throws WebConfigException {
        if (!settings.clientAuth().isVerified()) {
            return new ClientTrust(Optional.empty(), settings.clientNames());
        }
        return new ClientTrust(
                Optional.of(
                        settings.clientCa().isPresent()
                                ? Trust.in(settings.clientCa().get().certificates())
                                : Trust.ofJava()),
                settings.clientNames());
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

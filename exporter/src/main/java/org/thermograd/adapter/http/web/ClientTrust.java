package org.thermograd.adapter.http.web;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which certificates of clients are good: those that somebody trusted has signed, or any; and of those, some names only. */
final class ClientTrust extends X509ExtendedTrustManager {
    /** What a subject alternative name may be, by the numbers of RFC 5280: e-mail, DNS, URI, IP. */
    private static final Set<Integer> KINDS = Set.of(1, 2, 6, 7);

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

    private final Optional<X509ExtendedTrustManager> signers;
    private final Set<String> names;

    /**
     * Sets what is good.
     *
     * @param signers says who is trusted; absent if anybody is
     * @param names subject alternative names of which a certificate must have one; empty if it need not
     */
    ClientTrust(Optional<X509ExtendedTrustManager> signers, Collection<String> names) {
        this.signers = signers;
        this.names = new HashSet<>();
        names.forEach(name -> this.names.add(plain(name)));
    }

    /** Returns an IPv6 address as Java writes it in a certificate, and everything else as it is. */
    private static String plain(String name) {
        if (!IPV6.matcher(name).matches()) {
            return name;
        }
        try {
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            return name;
        }
    }

    private void checkNames(X509Certificate[] chain) throws CertificateException {
        if (names.isEmpty()) {
            return;
        }
        Collection<List<?>> alternatives = chain[0].getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (KINDS.contains(alternative.get(0)) && names.contains(String.valueOf(alternative.get(1)))) {
                    return;
                }
            }
        }
        throw new CertificateException("a client's certificate must have a name of client_allowed_sans");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (signers.isPresent()) {
            signers.get().checkClientTrusted(chain, type, socket);
        }
        checkNames(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (signers.isPresent()) {
            signers.get().checkClientTrusted(chain, type, engine);
        }
        checkNames(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (signers.isPresent()) {
            signers.get().checkClientTrusted(chain, type);
        }
        checkNames(chain);
    }

    private static CertificateException noServer() {
        return new CertificateException("only certificates of clients are looked at");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noServer();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return signers.map(X509ExtendedTrustManager::getAcceptedIssuers).orElse(new X509Certificate[0]);
    }
}

package org.thermograd.adapter.http.web;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Has Jetty speak the TLS of a {@link WebFile}, as it is when a connection begins. */
public final class TlsConnections extends SslContextFactory.Server {
    private final WebFile file;

    private TlsConnections(WebFile file) {
        this.file = file;
        setSslContext(current().context());
    }

    /**
     * Returns what makes connections.
     *
     * @param file with TLS
     * @param next the protocol within it, as Jetty names it
     */
    public static SslConnectionFactory of(WebFile file, String next) {
        return new SslConnectionFactory(new TlsConnections(file), next);
    }

    private ServerTls current() {
        return file.current().tls().orElseThrow();
    }

    @Override
    public SSLEngine newSSLEngine() {
        return current().engine();
    }

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
        return current().engine();
    }

    @Override
    public SSLEngine newSSLEngine(InetSocketAddress address) {
        return current().engine();
    }
}

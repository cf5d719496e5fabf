package org.thermograd.adapter.http.web;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How a server speaks TLS.
 *
 * @param context its key, its certificate, and whose certificates of clients it trusts
 * @param parameters versions, cipher suites, and whether it asks for a certificate of the client
 */
public record ServerTls(SSLContext context, SSLParameters parameters) {
    public ServerTls {
        requireNonNull(context, "context");
        requireNonNull(parameters, "parameters");
    }

    /** Returns what speaks TLS on a connection that a client has opened. */
    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Returns a connection that a client has opened, as one of TLS; nothing is sent yet. */
    public SSLSocket wrap(Socket accepted) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
        socket.setUseClientMode(false);
        socket.setSSLParameters(parameters);
        return socket;
    }
}

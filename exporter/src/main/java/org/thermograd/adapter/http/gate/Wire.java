package org.thermograd.adapter.http.gate;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;

/** What lies beneath a connection of HTTP: TLS, or the network itself. */
final class Wire {
    private static final String NO_SESSION = "NONE";

    private Wire() {}

    /** Returns how many bytes have come: those of the handshake while that goes on, then those of requests. */
    static long bytesIn(Connection connection) {
        if (connection.getEndPoint() instanceof SslConnection.SslEndPoint tls
                && tls.getSslConnection()
                        .getSSLEngine()
                        .getSession()
                        .getProtocol()
                        .equals(NO_SESSION)) {
            return tls.getSslConnection().getBytesIn();
        }
        return connection.getBytesIn();
    }

    /** Closes it at once, without a word that the client would have to wait for. */
    static void close(Connection connection) {
        EndPoint end = connection.getEndPoint();
        (end instanceof SslConnection.SslEndPoint tls ? tls.getSslConnection().getEndPoint() : end).close();
    }
}

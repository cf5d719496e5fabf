package org.thermograd.adapter.http.gate;

import java.io.IOException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
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

    /** Tells whether bytes of the client lie in the kernel that nobody has read yet. */
    static boolean hasUnread(Connection connection) {
        try {
            return network(connection) instanceof SocketChannelEndPoint end
                    && end.getChannel().socket().getInputStream().available() > 0;
        } catch (IOException e) {
            // It is closed.
            return false;
        }
    }

    /** Closes it at once, without a word that the client would have to wait for. */
    static void close(Connection connection) {
        network(connection).close();
    }

    private static EndPoint network(Connection connection) {
        EndPoint end = connection.getEndPoint();
        return end instanceof SslConnection.SslEndPoint tls
                ? tls.getSslConnection().getEndPoint()
                : end;
    }
}

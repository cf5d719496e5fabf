package org.thermograd.adapter.jmx;

import java.io.IOException;
import java.net.Socket;

/** Makes a connection of a client one of TLS, as it holds for those that begin now. Called by several threads at once. */
@FunctionalInterface
public interface TlsWrapper {
    /** Returns the connection as one of TLS, without waiting for the client. */
    Socket wrap(Socket accepted) throws IOException;
}

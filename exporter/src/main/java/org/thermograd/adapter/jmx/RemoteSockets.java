package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.rmi.server.RMIServerSocketFactory;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at one address, over TLS, for the registry and the beans alike. A limited number of clients, none of which is silent for
 * long, so that nobody can hold a thread each for the two hours that RMI would wait. Thread-safe.
 */
final class RemoteSockets implements RMIServerSocketFactory, AutoCloseable {
    /** How many connections there are at once. */
    static final int MAX_CONNECTIONS = 64;

    /** RMI itself closes a connection of its own that was not used for 15 s. */
    private static final int SILENT_MILLIS = 30_000;

    private static final int WAITING_CONNECTIONS = 50;
    private static final Logger logger = LoggerFactory.getLogger(RemoteSockets.class);

    private final InetAddress address;
    private final TlsWrapper tls;
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

    @GuardedBy("this")
    private @Nullable ServerSocket listening;

    RemoteSockets(InetAddress address, TlsWrapper tls) {
        this.address = requireNonNull(address, "address");
        this.tls = requireNonNull(tls, "tls");
    }

    @Override
    public synchronized ServerSocket createServerSocket(int port) throws IOException {
        ServerSocket socket = new TlsServerSocket(port);
        listening = socket;
        return socket;
    }

    /** Returns the port at which it listens. */
    synchronized int port() {
        return requireNonNull(listening, "listening").getLocalPort();
    }

    @Override
    public synchronized void close() throws IOException {
        if (listening != null) {
            listening.close();
        }
    }

    /** Where clients connect. */
    private final class TlsServerSocket extends ServerSocket {
        private TlsServerSocket(int port) throws IOException {
            super();
            // Not so on its own on every system, and a restart should not wait for connections that are over.
            setReuseAddress(true);
            bind(new InetSocketAddress(address, port), WAITING_CONNECTIONS);
        }

        @Override
        public Socket accept() throws IOException {
            while (true) {
                ClientSocket client = new ClientSocket();
                implAccept(client);
                if (!client.takePlace()) {
                    logger.debug("event=jmx_connection_refused reason=limit limit={}", MAX_CONNECTIONS);
                    client.close();
                    continue;
                }
                try {
                    client.setSoTimeout(SILENT_MILLIS);
                    return tls.wrap(client);
                } catch (IOException | RuntimeException e) {
                    logger.debug("event=jmx_connection_failed", e);
                    client.close();
                }
            }
        }
    }

    /** A connection of a client, which takes a place until it is closed. */
    private final class ClientSocket extends Socket {
        private final AtomicBoolean placed = new AtomicBoolean();

        private boolean takePlace() {
            placed.set(free.tryAcquire());
            return placed.get();
        }

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            super.setSoTimeout(millis == 0 ? SILENT_MILLIS : Math.min(millis, SILENT_MILLIS));
        }

        /**
         * Returns the address of the client, but none for one on this host: RMI lets every program on this host put another object
         * into the registry, to which users would then give their passwords, and refuses that to a client it does not know.
         */
        @Override
        public InetAddress getInetAddress() {
            InetAddress client = super.getInetAddress();
            try {
                return client == null || client.isLoopbackAddress() || NetworkInterface.getByInetAddress(client) != null
                        ? new InetSocketAddress(0).getAddress()
                        : client;
            } catch (SocketException e) {
                return new InetSocketAddress(0).getAddress();
            }
        }

        @Override
        public synchronized void close() throws IOException {
            if (placed.getAndSet(false)) {
                free.release();
            }
            super.close();
        }
    }
}

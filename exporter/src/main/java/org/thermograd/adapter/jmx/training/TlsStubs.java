package org.thermograd.adapter.jmx.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RMIClientSocketFactory;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIServer;

/**
 * The RMI stubs of a JVM with connections of our own choice. A stub brings along how it connects: without TLS, or with
 * that of {@code javax.net.ssl.trustStore}, which is one for the whole process and checks no name. So it is written, and
 * read back with another factory of sockets in the place of its own.
 */
final class TlsStubs {
    /** Stands for the factory in what is written, which holds no other text. */
    private static final String MARK = "sockets";

    private TlsStubs() {}

    /**
     * Returns a server whose calls, and whose connections' calls, go over the given sockets.
     *
     * @throws SourceException if it connects without TLS
     */
    static RMIServer over(RMIServer stub, RMIClientSocketFactory sockets) throws IOException {
        RMIServer server = replace(RMIServer.class, stub, sockets);
        return new RMIServer() {
            @Override
            public String getVersion() throws RemoteException {
                return server.getVersion();
            }

            @Override
            public RMIConnection newClient(Object credentials) throws IOException {
                return replace(RMIConnection.class, server.newClient(credentials), sockets);
            }
        };
    }

    private static <T extends Remote> T replace(Class<T> type, T stub, RMIClientSocketFactory sockets)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Taking out = new Taking(bytes)) {
            out.writeObject(stub);
            if (!out.taken) {
                throw new SourceException("ca-file asks for TLS, but the JVM shows its MBeans without");
            }
        }
        try (Giving in = new Giving(new ByteArrayInputStream(bytes.toByteArray()), sockets)) {
            return type.cast(in.readObject());
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /** Writes a mark in place of a factory. */
    private static final class Taking extends ObjectOutputStream {
        private boolean taken;

        Taking(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object written) {
            if (written instanceof RMIClientSocketFactory) {
                taken = true;
                return MARK;
            }
            return written;
        }
    }

    /** Reads a factory where there is a mark. */
    private static final class Giving extends ObjectInputStream {
        private final RMIClientSocketFactory sockets;

        Giving(InputStream in, RMIClientSocketFactory sockets) throws IOException {
            super(in);
            this.sockets = sockets;
            enableResolveObject(true);
            // What is put in place is looked at as well; everything else was let in before.
            setObjectInputFilter(info -> info.serialClass() == sockets.getClass()
                    ? ObjectInputFilter.Status.ALLOWED
                    : RmiLimits.FILTER.checkInput(info));
        }

        @Override
        protected Object resolveObject(Object read) {
            return MARK.equals(read) ? sockets : read;
        }
    }
}

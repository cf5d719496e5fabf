package org.thermograd.adapter.jmx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beans of this Java machine for programs elsewhere, to read and to hear: one port for registry and beans, TLS, passwords.
 * Nothing that a client sends is made an object but what it takes to read a bean. Thread-safe.
 */
public final class RemoteBeans implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(RemoteBeans.class);
    private static final String HOST_PROPERTY = "java.rmi.server.hostname";
    private static final String NAME = "jmxrmi";

    /** Names, filters and queries; what is in a query or a filter is looked at as well. */
    private static final String ARGUMENTS = "maxdepth=16;maxarray=4096;maxrefs=8192;maxbytes=262144;"
            + "!javax.management.BadAttributeValueExpException;"
            + "java.lang.Object;java.lang.String;java.lang.Number;java.lang.Boolean;java.lang.Integer;java.lang.Long;"
            + "java.lang.Double;java.util.Vector;java.rmi.MarshalledObject;javax.management.*;"
            + "javax.security.auth.Subject;!*";

    private static final String CREDENTIALS = "maxdepth=3;maxarray=2;maxrefs=8;maxbytes=8192;java.lang.String;!*";

    private final RemoteSockets sockets;
    private final Registry registry;
    private final JMXConnectorServer connector;
    private final String url;

    private RemoteBeans(RemoteSockets sockets, Registry registry, JMXConnectorServer connector, String url) {
        this.sockets = sockets;
        this.registry = registry;
        this.connector = connector;
        this.url = url;
    }

    /**
     * Listens.
     *
     * @param host a name or an address, without brackets; clients are sent there unless it stands for all addresses
     * @param port 0 to 65535; 0 takes a free one
     * @param tls how it speaks TLS
     * @param passwords who may read
     * @param nanoTicker elapsed time
     * @throws IOException if it cannot listen; its message says where and why
     */
    public static RemoteBeans open(
            String host, int port, TlsWrapper tls, PasswordFile passwords, LongSupplier nanoTicker) throws IOException {
        return open(host, port, tls, passwords, nanoTicker, ManagementFactory.getPlatformMBeanServer());
    }

    static RemoteBeans open(
            String host, int port, TlsWrapper tls, PasswordFile passwords, LongSupplier nanoTicker, MBeanServer beans)
            throws IOException {
        String shown = (host.contains(":") ? "[" + host + "]" : host) + ":";
        try {
            InetAddress address = InetAddress.getByName(host);
            RemoteSockets sockets = new RemoteSockets(address, tls);
            // RMI tells clients one host for all that a Java machine offers, and takes it from this property alone.
            boolean named = System.getProperty(HOST_PROPERTY) == null && !address.isAnyLocalAddress();
            if (named) {
                System.setProperty(HOST_PROPERTY, host);
            }
            try {
                return open(host, port, sockets, new Login(passwords, nanoTicker), beans, shown);
            } finally {
                if (named) {
                    System.clearProperty(HOST_PROPERTY);
                }
            }
        } catch (UnknownHostException e) {
            throw new IOException("cannot listen on " + shown + port + ": the host has no address", e);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + shown + port + ": " + reason(e), e);
        }
    }

    private static RemoteBeans open(
            String host, int port, RemoteSockets sockets, Login login, MBeanServer beans, String shown)
            throws IOException {
        SslRMIClientSocketFactory clients = new SslRMIClientSocketFactory();
        Registry registry = LocateRegistry.createRegistry(port, clients, sockets);
        Map<String, Object> environment = new HashMap<>();
        environment.put(JMXConnectorServer.AUTHENTICATOR, login);
        environment.put(RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, CREDENTIALS);
        environment.put(RMIConnectorServer.SERIAL_FILTER_PATTERN, ARGUMENTS);
        RMIJRMPServerImpl exported = new RMIJRMPServerImpl(sockets.port(), clients, sockets, environment);
        RMIConnectorServer connector = new RMIConnectorServer(
                new JMXServiceURL("rmi", host, sockets.port()), environment, exported, ReadOnlyServer.of(beans));
        connector.start();
        registry.rebind(NAME, exported.toStub());
        return new RemoteBeans(
                sockets, registry, connector, "service:jmx:rmi:///jndi/rmi://" + shown + sockets.port() + "/" + NAME);
    }

    private static String reason(IOException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    /** Returns the address that clients are given. */
    public String url() {
        return url;
    }

    /** Stops listening, and ends what clients have open. */
    @Override
    public void close() {
        try {
            connector.stop();
        } catch (IOException e) {
            logger.debug("event=jmx_connections_cut_off", e);
        }
        try {
            UnicastRemoteObject.unexportObject(registry, true);
        } catch (NoSuchObjectException e) {
            logger.debug("event=jmx_registry_gone", e);
        }
        try {
            sockets.close();
        } catch (IOException e) {
            logger.debug("event=jmx_socket_not_closed", e);
        }
    }
}

package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Optional;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a JVM that listens. Files are read again each time.
 *
 * @param address where its registry is
 * @param credentialsFile user and password
 * @param caFile whom to trust; with it nothing but the look-up in the registry may go without TLS
 */
record RemoteDoor(SourceAddress.Remote address, Optional<Path> credentialsFile, Optional<Path> caFile) implements Door {
    @Override
    public Link open() throws IOException {
        Optional<String[]> credentials = Optional.empty();
        if (credentialsFile.isPresent()) {
            credentials = Optional.of(CredentialsFile.read(credentialsFile.get()));
        }
        RMIServer server = caFile.isPresent()
                ? overTls(
                        new TlsSockets(TrustedCertificates.tls(caFile.get()), address.host(), RmiLimits.TIMEOUT_MILLIS))
                : find(LocateRegistry.getRegistry(address.host(), address.port()));
        return Connections.connect(new RMIConnector(server, Connections.environment(credentials)));
    }

    /** Most registries are without TLS even where the connector is not; that one must be with it in any case. */
    private RMIServer overTls(TlsSockets sockets) throws IOException {
        RMIServer stub;
        try {
            stub = find(LocateRegistry.getRegistry(address.host(), address.port(), sockets));
        } catch (IOException overTls) {
            try {
                stub = find(LocateRegistry.getRegistry(address.host(), address.port()));
            } catch (IOException e) {
                overTls.addSuppressed(e);
                throw overTls;
            }
        }
        return TlsStubs.over(stub, sockets);
    }

    private RMIServer find(Registry registry) throws IOException {
        try {
            Remote found = registry.lookup(address.name());
            if (found instanceof RMIServer server) {
                return server;
            }
        } catch (NotBoundException e) {
            throw nobody(e);
        }
        throw nobody(null);
    }

    private SourceException nobody(@Nullable Exception cause) {
        return new SourceException(
                "the registry of " + address.host() + ":" + address.port() + " has no JMX server as " + address.name(),
                cause);
    }
}

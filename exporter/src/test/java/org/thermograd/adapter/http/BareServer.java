package org.thermograd.adapter.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.Set;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.adapter.http.gate.GateRefusal;

/** A server of some routes on a free port of the loopback, and a client of it. */
public final class BareServer implements AutoCloseable {
    private final ThermogradServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Starts one.
     *
     * @param hosts names that it is called by besides
     * @param observer hears of what the gate answers
     */
    public BareServer(RouteGroup routes, GateLimits limits, Set<String> hosts, GateRefusal.Observer observer) {
        ListenAddress anyPort = new ListenAddress("127.0.0.1", 0);
        server = new ThermogradServer(
                Endpoint.of(anyPort), List.of(routes), limits, new KnownHosts(List.of(anyPort), hosts), observer);
        try {
            server.start();
        } catch (ListenException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where it listens. */
    public ListenAddress address() {
        return server.address();
    }

    /** Sends a request and returns the answer. */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

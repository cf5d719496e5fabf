package org.thermograd.adapter.http.gate;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before all routes, so that one slow client stops nobody. Routes read bodies and write answers with calls that
 * wait; behind this gate they never do, since a body is whole before a thread takes it up and an answer is whole before
 * it leaves. So a few threads serve any number of slow clients, and none has to be kept free for scrapes. What clients
 * hold instead, connections and memory, is limited; who waits longest loses it first.
 */
public final class Gate extends Handler.Wrapper {
    /** What every decoder can read; Jetty is more generous, and Javalin fails then. */
    private static final Pattern PATH = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*");

    /** Connections that nobody has accepted yet; past it the kernel lets a client try again after a second. */
    private static final int ACCEPT_QUEUE = 1024;

    private static final int SEND_BUFFER_BYTES = 1 << 17;

    private final GateLimits limits;
    private final GateRefusal.Observer observer;
    private final SafetyHeaders headers;
    private final Slots slots;
    private Optional<Connections> connections = Optional.empty();

    /**
     * Makes a gate; {@link #insert} puts it in its place.
     *
     * @param limits what clients may take
     * @param observer hears of each refusal
     * @param headers asked at each answer for headers that it has beside, or in place of, those for safety
     */
    public Gate(GateLimits limits, GateRefusal.Observer observer, Supplier<Map<String, String>> headers) {
        this.limits = requireNonNull(limits, "limits");
        this.observer = requireNonNull(observer, "observer");
        this.headers = new SafetyHeaders(headers);
        this.slots = new Slots(limits.maxRequests(), limits.maxHeldBytes());
    }

    /** Puts the gate before all handlers of a server, and makes its errors JSON. */
    public void insert(Server server) {
        server.insertHandler(this);
        server.setErrorHandler(new JsonErrors(observer, headers));
    }

    /** Watches over the connections of a connector; of several together, as if they were one. */
    public void watch(ServerConnector connector) {
        connector.setIdleTimeout(limits.idleTimeout().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        // Else the kernel would take megabytes of answers for each client that does not read them.
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        Connections watched = connections.orElseGet(
                () -> new Connections(limits, connector.getScheduler(), System::nanoTime, observer));
        connector.addBean(watched);
        connections = Optional.of(watched);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.addTo(response);
        String path = request.getHttpURI().getPath();
        if (path.indexOf('%') >= 0 && !PATH.matcher(path).matches()) {
            observer.refused(GateRefusal.BAD_REQUEST, path);
            Refusals.write(
                    response,
                    HttpStatus.BAD_REQUEST_400,
                    "path must have two hexadecimal digits after each %, got " + path,
                    callback);
            return true;
        }
        Connection connection = request.getConnectionMetaData().getConnection();
        Optional<Slots.Slot> slot = slots.enter(() -> {
            observer.refused(GateRefusal.CROWDED_OUT, path);
            Wire.close(connection);
        });
        if (slot.isEmpty()) {
            Refusals.tooManyRequests(request, response, callback, observer);
            return true;
        }
        connections.ifPresent(all -> all.began(connection));
        Callback whenDone = Callback.from(callback, () -> connections.ifPresent(all -> all.ended(connection)));
        new Exchange(request, response, whenDone, getHandler(), limits, observer, slot.get()).start();
        return true;
    }

    /** Returns how many requests are under way. */
    int underWay() {
        return slots.underWay();
    }

    /** Returns how many connections are open. */
    int openConnections() {
        return connections.map(Connections::open).orElse(0);
    }
}

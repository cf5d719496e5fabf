package org.thermograd.adapter.http.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The open connections. Past the limit the one is closed that has been without a request for longest, so that a newcomer
 * gets in however many others do nothing; those with a request are limited by {@link Slots}. A header that is not whole in
 * time closes its connection, however steadily it trickles: Jetty's own idle time begins anew with each byte. Thread-safe.
 */
final class Connections extends AbstractLifeCycle implements Connection.Listener {
    private static final long SWEEPS_PER_TIMEOUT = 10;

    private final int limit;
    private final Duration headerTimeout;
    private final Scheduler scheduler;
    private final LongSupplier nanoTicker;
    private final GateRefusal.Observer observer;

    /** Those without a request, the longest so first. */
    @GuardedBy("this")
    private final Map<Connection, Quiet> quiet = new LinkedHashMap<>();

    @GuardedBy("this")
    private int open;

    /** A connection without a request: how many bytes had come when it became so, and when a sweep first saw more. */
    private static final class Quiet {
        private final long bytesIn;
        private Optional<Long> headerNanos = Optional.empty();

        private Quiet(long bytesIn) {
            this.bytesIn = bytesIn;
        }
    }

    Connections(GateLimits limits, Scheduler scheduler, LongSupplier nanoTicker, GateRefusal.Observer observer) {
        this.limit = limits.maxConnections();
        this.headerTimeout = limits.headerTimeout();
        this.scheduler = scheduler;
        this.nanoTicker = nanoTicker;
        this.observer = observer;
    }

    @Override
    protected void doStart() {
        scheduleSweep();
    }

    private void scheduleSweep() {
        scheduler.schedule(this::sweep, headerTimeout.toNanos() / SWEEPS_PER_TIMEOUT, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof ConnectionMetaData)) {
            // That of TLS beneath one of HTTP, which is opened too.
            return;
        }
        Optional<Connection> longest = Optional.empty();
        synchronized (this) {
            open++;
            if (open > limit) {
                longest = quiet.keySet().stream().findFirst();
                longest.ifPresent(quiet::remove);
            }
            quiet.put(connection, new Quiet(connection.getBytesIn()));
        }
        longest.ifPresent(one -> close(one, GateRefusal.CROWDED_OUT));
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            open--;
            quiet.remove(connection);
        }
    }

    /** A request has come. */
    synchronized void began(Connection connection) {
        quiet.remove(connection);
    }

    /** Its answer has left. */
    synchronized void ended(Connection connection) {
        if (connection.getEndPoint().isOpen()) {
            quiet.put(connection, new Quiet(connection.getBytesIn()));
        }
    }

    private void sweep() {
        long now = nanoTicker.getAsLong();
        List<Connection> late = new ArrayList<>();
        synchronized (this) {
            quiet.forEach((connection, since) -> {
                if (connection.getBytesIn() > since.bytesIn) {
                    long started = since.headerNanos.orElse(now);
                    since.headerNanos = Optional.of(started);
                    if (now - started > headerTimeout.toNanos()) {
                        late.add(connection);
                    }
                }
            });
            late.forEach(quiet::remove);
        }
        late.forEach(connection -> close(connection, GateRefusal.SLOW_HEADER));
        if (isRunning()) {
            scheduleSweep();
        }
    }

    private void close(Connection connection, GateRefusal why) {
        connection.getEndPoint().close();
        observer.refused(why, "");
    }

    /** Returns how many are open. */
    synchronized int open() {
        return open;
    }
}

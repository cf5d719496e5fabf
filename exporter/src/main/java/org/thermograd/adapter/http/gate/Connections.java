package org.thermograd.adapter.http.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The open connections. Past the limit the one is closed that has been without a request for longest, so that a newcomer
 * gets in however many others do nothing; those with a request are limited by {@link Slots}. Each is left a moment to say
 * what it wants, and none is closed while something that it said lies unread: a server that is short of processor time keeps
 * its clients waiting, it does not turn them away. Until one can make room the newcomer waits, with those behind it, in the
 * queue of the kernel. A header that is not whole in time closes its connection, however steadily it trickles: Jetty's own
 * idle time begins anew with each byte. Thread-safe.
 */
final class Connections extends AbstractLifeCycle implements Connection.Listener, SelectorManager.AcceptListener {
    private static final long SWEEPS_PER_TIMEOUT = 10;
    /** Long for a client to say what it wants, short for those who queue. */
    private static final long MOMENT_NANOS = 300_000_000;
    /** How often it is looked whether one can make room. */
    private static final long LOOK_NANOS = 10_000_000;

    private final int limit;
    private final Duration headerTimeout;
    private final Scheduler scheduler;
    private final LongSupplier nanoTicker;
    private final GateRefusal.Observer observer;

    /** Those without a request, the longest so first. */
    @GuardedBy("this")
    private final Map<Connection, Quiet> quiet = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Set<Connection> open = new HashSet<>();

    @GuardedBy("this")
    private int accepting;

    /** A connection without a request: since when, how many bytes had been read then, and when more were first seen. */
    private static final class Quiet {
        private final long sinceNanos;
        private final long bytesIn;
        private Optional<Long> headerNanos = Optional.empty();

        private Quiet(long sinceNanos, long bytesIn) {
            this.sinceNanos = sinceNanos;
            this.bytesIn = bytesIn;
        }

        /** Returns since when the header comes; empty while none does, or what came was a handshake that is over. */
        private Optional<Long> header(Connection connection, long nowNanos) {
            headerNanos =
                    Wire.bytesIn(connection) > bytesIn ? Optional.of(headerNanos.orElse(nowNanos)) : Optional.empty();
            return headerNanos;
        }

        /** Tells whether it had its moment, and all that it said was read. */
        private boolean canMakeRoom(Connection connection, long nowNanos) {
            return nowNanos - header(connection, nowNanos).orElse(sinceNanos) >= MOMENT_NANOS
                    && !Wire.hasUnread(connection);
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

    /** Waits for room; called by the thread that accepts and does nothing else. */
    @Override
    public void onAccepting(SelectableChannel channel) {
        try {
            Optional<Connection> longest = awaitRoom();
            longest.ifPresent(one -> close(one, GateRefusal.CROWDED_OUT));
        } catch (InterruptedException e) {
            // The server stops.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Connection> awaitRoom() throws InterruptedException {
        accepting++;
        while (open.size() + accepting > limit && isRunning()) {
            Optional<Connection> evicted = longestQuiet(nanoTicker.getAsLong());
            if (evicted.isPresent()) {
                quiet.remove(evicted.get());
                open.remove(evicted.get());
                return evicted;
            }
            TimeUnit.NANOSECONDS.timedWait(this, LOOK_NANOS);
        }
        return Optional.empty();
    }

    private synchronized Optional<Connection> longestQuiet(long nowNanos) {
        return quiet.entrySet().stream()
                .takeWhile(one -> nowNanos - one.getValue().sinceNanos >= MOMENT_NANOS)
                .filter(one -> one.getValue().canMakeRoom(one.getKey(), nowNanos))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public synchronized void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        accepting--;
        notifyAll();
    }

    @Override
    public synchronized void onOpened(Connection connection) {
        // One of TLS beneath one of HTTP is opened, too.
        if (connection instanceof ConnectionMetaData) {
            accepting--;
            open.add(connection);
            quiet.put(connection, new Quiet(nanoTicker.getAsLong(), Wire.bytesIn(connection)));
        }
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        open.remove(connection);
        quiet.remove(connection);
        notifyAll();
    }

    /** A request has come. */
    synchronized void began(Connection connection) {
        quiet.remove(connection);
    }

    /** Its answer has left. */
    synchronized void ended(Connection connection) {
        if (connection.getEndPoint().isOpen()) {
            quiet.put(connection, new Quiet(nanoTicker.getAsLong(), Wire.bytesIn(connection)));
        }
    }

    private void sweep() {
        long now = nanoTicker.getAsLong();
        List<Connection> late = new ArrayList<>();
        synchronized (this) {
            quiet.forEach((connection, since) -> {
                if (now - since.header(connection, now).orElse(now) > headerTimeout.toNanos()) {
                    late.add(connection);
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
        observer.refused(why, "");
        Wire.close(connection);
    }

    /** Returns how many are open. */
    synchronized int open() {
        return open.size();
    }
}

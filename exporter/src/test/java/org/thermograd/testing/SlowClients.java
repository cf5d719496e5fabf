package org.thermograd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that hold what a server gives them and do as little as they can, any number of them on one thread. One that the
 * server closes comes back at once, so that the pressure stays.
 */
public final class SlowClients implements AutoCloseable {
    private static final long TICK_MILLIS = 500;
    private static final int SMALL_BUFFER = 1024;
    private static final int PIPELINED = 40;
    private static final long PATIENCE_SECONDS = 30;

    private final InetSocketAddress server;
    private final int all;
    private final Selector selector;
    private final Thread thread;
    private final CountDownLatch connectedOnce;
    private final AtomicInteger comebacks = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ByteBuffer thrownAway = ByteBuffer.allocate(1 << 14);

    /** What a client does. */
    public enum Kind {
        /** Connects and says nothing. */
        IDLE("", ""),
        /** Sends a header, a byte at a time, that never ends. */
        SLOW_HEADER("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "x"),
        /** Says that a body comes, and sends none. */
        SILENT_BODY("""
                        POST /api/v1/training/slow/steps HTTP/1.1\r
                        Host: localhost\r
                        Content-Type: application/json\r
                        Content-Length: 1000\r
                        \r
                        """, ""),
        /** Sends a body, a byte at a time. */
        SLOW_BODY(SILENT_BODY.opening, " "),
        /** Asks for pages and reads a byte of them at a time. */
        SLOW_READER("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(PIPELINED), "");

        private final String opening;
        private final String more;

        Kind(String opening, String more) {
            this.opening = opening;
            this.more = more;
        }
    }

    private SlowClients(InetSocketAddress server, Map<Kind, Integer> counts) throws IOException {
        this.server = server;
        this.all = counts.values().stream().mapToInt(Integer::intValue).sum();
        this.connectedOnce = new CountDownLatch(all);
        this.selector = Selector.open();
        for (Map.Entry<Kind, Integer> count : counts.entrySet()) {
            for (int i = 0; i < count.getValue(); i++) {
                open(count.getKey());
            }
        }
        this.thread = new Thread(this::run, "slow-clients");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts clients and waits until each of them was connected.
     *
     * @param counts how many of each kind
     */
    public static SlowClients start(InetSocketAddress server, Map<Kind, Integer> counts)
            throws IOException, InterruptedException {
        SlowClients clients = new SlowClients(server, counts);
        if (!clients.connectedOnce.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            clients.close();
            throw new IOException("some of " + clients.all + " clients could not connect");
        }
        return clients;
    }

    /** Returns how often a client was closed by the server and came back. */
    public int comebacks() {
        return comebacks.get();
    }

    private void open(Kind kind) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (kind == Kind.SLOW_READER) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
        }
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, kind);
    }

    private void run() {
        long nextTickNanos = System.nanoTime();
        try {
            while (!closed.get()) {
                selector.select(this::ready, TICK_MILLIS / 10);
                if (System.nanoTime() - nextTickNanos >= 0) {
                    nextTickNanos += TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
                    selector.keys().stream().toList().forEach(this::tick);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        attempt(key, (channel, kind) -> {
            if (key.isConnectable()) {
                channel.finishConnect();
                connectedOnce.countDown();
                channel.write(ByteBuffer.wrap(kind.opening.getBytes(StandardCharsets.US_ASCII)));
                key.interestOps(kind == Kind.SLOW_READER ? 0 : SelectionKey.OP_READ);
            } else if (channel.read(thrownAway.clear()) < 0) {
                throw new IOException("closed");
            }
        });
    }

    private void tick(SelectionKey key) {
        if (!key.isValid() || (key.interestOps() & SelectionKey.OP_CONNECT) != 0) {
            return;
        }
        attempt(key, (channel, kind) -> {
            if (!kind.more.isEmpty()) {
                channel.write(ByteBuffer.wrap(kind.more.getBytes(StandardCharsets.US_ASCII)));
            } else if (kind == Kind.SLOW_READER
                    && channel.read(thrownAway.clear().limit(1)) < 0) {
                throw new IOException("closed");
            }
        });
    }

    /** What is done with a client. */
    private interface Deed {
        void to(SocketChannel channel, Kind kind) throws IOException;
    }

    private void attempt(SelectionKey key, Deed deed) {
        Kind kind = (Kind) key.attachment();
        try {
            deed.to((SocketChannel) key.channel(), kind);
        } catch (IOException e) {
            try {
                key.channel().close();
                comebacks.incrementAndGet();
                open(kind);
            } catch (IOException again) {
                throw new UncheckedIOException(again);
            }
        }
    }

    /** Closes all of them. */
    @Override
    public void close() throws IOException {
        closed.set(true);
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}

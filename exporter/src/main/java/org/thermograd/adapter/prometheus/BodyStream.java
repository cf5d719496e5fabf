package org.thermograd.adapter.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer while it arrives, at most two pieces ahead of its reader. A read ends when its thread is
 * interrupted; the JDK's own stream swallows interrupts up to JDK 19. One thread reads, any may close.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final int BYTE_MASK = 0xff;

    private final List<ByteBuffer> end = new ArrayList<>();
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    private Iterator<ByteBuffer> pieces = Collections.emptyIterator();
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private boolean ended;

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        arrived.add(end);
    }

    @Override
    public void onComplete() {
        arrived.add(end);
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? piece.get() & BYTE_MASK : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        piece.get(buffer, offset, count);
        return count;
    }

    private boolean hasMore() throws IOException {
        while (!piece.hasRemaining()) {
            if (closed) {
                throw new IOException("closed");
            }
            if (ended) {
                return false;
            }
            if (pieces.hasNext()) {
                piece = pieces.next();
            } else {
                take();
            }
        }
        return true;
    }

    private void take() throws IOException {
        List<ByteBuffer> next;
        try {
            next = arrived.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the answer");
        }
        if (next == end) {
            ended = true;
            Throwable thrown = failure;
            if (thrown != null) {
                throw new IOException(thrown.getMessage(), thrown);
            }
            return;
        }
        pieces = next.iterator();
        Flow.Subscription source = subscription;
        if (source != null) {
            source.request(1);
        }
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
        arrived.add(end);
    }
}

package org.thermograd.adapter.http.gate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * One request on its way: its body is collected as it comes, then it is handled by a thread, then its answer leaves. While
 * it waits for its client it holds no thread, and each wait has an end that does not depend on a byte of the client.
 */
final class Exchange implements Runnable, Callback {
    /** A body that is too large is read up to here, as a client that still writes may not see the answer otherwise. */
    private static final int DRAINED_BODIES = 64;

    private final Request request;
    private final CollectedAnswer answer;
    private final Callback whenDone;
    private final Request.Handler next;
    private final GateLimits limits;
    private final GateRefusal.Observer observer;
    private final Slots.Slot slot;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private long bodyBytes;
    private Optional<Scheduler.Task> deadline = Optional.empty();

    Exchange(
            Request request,
            Response response,
            Callback whenDone,
            Request.Handler next,
            GateLimits limits,
            GateRefusal.Observer observer,
            Slots.Slot slot) {
        this.request = request;
        this.answer = new CollectedAnswer(request, response);
        this.whenDone = whenDone;
        this.next = next;
        this.limits = limits;
        this.observer = observer;
        this.slot = slot;
    }

    void start() {
        long length = request.getLength();
        boolean hopeless = length > (long) DRAINED_BODIES * limits.maxBodyBytes();
        if (hopeless || (length > limits.maxBodyBytes() && request.getHeaders().contains(HttpHeader.EXPECT))) {
            handle(Optional.of(tooLarge()));
        } else if (CollectedRequest.hasBody(request)) {
            run();
        } else {
            handle(Optional.empty());
        }
    }

    /** Reads what has come of the body, until it is whole or there is no more for now. */
    @Override
    public void run() {
        while (!arrived.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                slot.await(body.size());
                if (deadline.isEmpty()) {
                    deadline = Optional.of(schedule(limits.bodyTimeout(), this::endBody));
                }
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                handle(Optional.of(failure(chunk.getFailure())));
                return;
            }
            keep(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (last || bodyBytes > (long) DRAINED_BODIES * limits.maxBodyBytes()) {
                handle(bodyBytes > limits.maxBodyBytes() ? Optional.of(tooLarge()) : Optional.empty());
                return;
            }
        }
    }

    private void keep(ByteBuffer bytes) {
        bodyBytes += bytes.remaining();
        if (bodyBytes > limits.maxBodyBytes()) {
            body.reset();
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            body.writeBytes(copy);
        }
    }

    /** Has Jetty fail the read that is under way, as it does itself after a silence; a late one does nothing. */
    private void endBody() {
        if (!arrived.get()) {
            connection().onIdleExpired(new TimeoutException("body"));
        }
    }

    private BodyException failure(Throwable cause) {
        return cause instanceof TimeoutException
                ? new BodyException(
                        BodyException.Kind.TOO_SLOW,
                        "body must arrive within " + limits.bodyTimeout().toMillis() + " ms")
                : new BodyException(BodyException.Kind.BROKEN_OFF, "body must arrive whole, but it broke off");
    }

    private BodyException tooLarge() {
        return new BodyException(
                BodyException.Kind.TOO_LARGE, "body must be at most " + limits.maxBodyBytes() + " bytes");
    }

    private void handle(Optional<BodyException> failure) {
        arrived.set(true);
        deadline.ifPresent(Scheduler.Task::cancel);
        if (failure.isPresent()) {
            answer.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        try {
            if (slot.isGone()) {
                fail(new EofException("cut off"));
            } else if (!slot.work(body.size())) {
                Refusals.tooManyRequests(request, answer, this, observer);
            } else if (!next.handle(
                    new CollectedRequest(request, ByteBuffer.wrap(body.toByteArray()), failure), answer, this)) {
                Response.writeError(request, answer, this, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            failed(e);
        }
    }

    /** The answer is whole: lets it leave. */
    @Override
    public void succeeded() {
        answer.send(Callback.from(this::end, this::fail));
        if (!ended.get()) {
            // What the kernel took at once waits for nobody, and need not make room.
            slot.await(answer.size());
            Scheduler.Task reading = schedule(limits.answerTimeout(), this::endAnswer);
            deadline = Optional.of(reading);
            if (ended.get()) {
                reading.cancel();
            }
        }
    }

    private void endAnswer() {
        if (!ended.get()) {
            observer.refused(GateRefusal.SLOW_READER, request.getHttpURI().getPath());
            Wire.close(connection());
        }
    }

    @Override
    public void failed(Throwable failure) {
        fail(failure);
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            deadline.ifPresent(Scheduler.Task::cancel);
            slot.leave();
            complete();
        }
    }

    /**
     * Ends the request. Jetty goes on with the next one of the connection then, if that has come already; while others
     * queue for a thread it does so behind them, so that a client that sends many at once is not before all others.
     */
    private void complete() {
        ThreadPool threads =
                request.getConnectionMetaData().getConnector().getServer().getThreadPool();
        if (threads.isLowOnThreads()) {
            try {
                threads.execute(whenDone::succeeded);
                return;
            } catch (RejectedExecutionException e) {
                // The server stops.
            }
        }
        whenDone.succeeded();
    }

    private void fail(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            deadline.ifPresent(Scheduler.Task::cancel);
            slot.leave();
            whenDone.failed(failure);
        }
    }

    private Scheduler.Task schedule(Duration delay, Runnable task) {
        return request.getComponents().getScheduler().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Connection connection() {
        return request.getConnectionMetaData().getConnection();
    }
}

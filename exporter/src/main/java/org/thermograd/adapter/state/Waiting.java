package org.thermograd.adapter.state;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.PushResult;

/** Something that is counted once it is written. Made by one thread, counted by another. */
final class Waiting<T> {
    private final Entry.Kind kind;
    private final byte[] content;
    private final Counting<T> counting;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private boolean refused;

    /**
     * Makes one.
     *
     * @param kind what happens
     * @param content of its entry
     * @param counting what counts it
     */
    Waiting(Entry.Kind kind, byte[] content, Counting<T> counting) {
        this.kind = kind;
        this.content = content;
        this.counting = counting;
    }

    /** Counts what was written, as of a moment. */
    interface Counting<T> {
        T count(Moment moment);
    }

    /** What became of a push: it was taken, or there were too many runs. */
    record Answer(Optional<PushResult> result, Optional<TooManyRunsException> refused) {}

    /** Returns what is to be written. */
    Entry entry(Moment moment) {
        return new Entry(kind, moment, content);
    }

    /** Counts it. */
    void count(Moment moment) {
        try {
            T result = counting.count(moment);
            refused = result instanceof Answer answer && answer.refused().isPresent();
            done.complete(result);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /** Tells whether it was refused when it was counted; for the thread that did that. */
    boolean wasRefused() {
        return refused;
    }

    /** Tells that it was not written. */
    void fail(NotStoredException why) {
        done.completeExceptionally(why);
    }

    /** Returns what was counted, once it is. */
    Future<T> done() {
        return done;
    }
}

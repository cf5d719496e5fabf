package org.thermograd.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;

/**
 * A part of a job that another thread may do meanwhile, in the pool of the thread that starts it. Thread-safe.
 *
 * @param <T> its result
 */
final class Meanwhile<T> {
    /** What may fail as a command does. */
    interface Part<T> {
        /** Returns the result. */
        T call() throws CommandFailedException;
    }

    /** Holds what comes of it, since a task of the pool would hand on a copy of an exception. */
    private final FutureTask<T> outcome;

    private final ForkJoinTask<?> task;

    private Meanwhile(FutureTask<T> outcome, ForkJoinTask<?> task) {
        this.outcome = outcome;
        this.task = task;
    }

    /** Starts a part. */
    static <T> Meanwhile<T> start(Part<T> part) {
        FutureTask<T> outcome = new FutureTask<>(part::call);
        return new Meanwhile<>(outcome, ForkJoinTask.adapt(outcome).fork());
    }

    /**
     * Does a whole job in a pool of its own: its parts, theirs, and their parallel streams share the threads, and one that has
     * nothing to do takes what another has not begun. There is one for each processor and one more, since one that waits for
     * a part that another has begun does nothing else.
     *
     * @throws CommandFailedException as {@link #join} does
     */
    static <T> T inPool(Part<T> job) throws CommandFailedException {
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors() + 1);
        try {
            FutureTask<T> outcome = new FutureTask<>(job::call);
            return new Meanwhile<>(outcome, pool.submit(outcome)).join();
        } finally {
            pool.shutdown();
        }
    }

    /**
     * Waits for the result; does the part itself if no thread has begun it.
     *
     * @throws CommandFailedException if the part failed so; other exceptions and errors of it are thrown as they are
     */
    T join() throws CommandFailedException {
        task.quietlyJoin();
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof CommandFailedException failed) {
                throw failed;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException failed ? failed : new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("a finished task waits for nothing", e);
        }
    }
}

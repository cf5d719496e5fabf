package org.thermograd.domain;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;

/**
 * A part of some work that another thread may do meanwhile, in the pool of the thread that starts it. Thread-safe.
 *
 * @param <T> its result
 * @param <E> how it may fail besides unchecked exceptions; {@code RuntimeException} where it does not
 */
public final class ParallelPart<T, E extends Exception> {
    /**
     * What is done.
     *
     * @param <T> its result
     * @param <E> how it may fail
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /**
         * Does it.
         *
         * @return the result
         * @throws E if it fails
         */
        T call() throws E;
    }

    /** Holds the outcome, since a task of the pool would hand on a copy of an exception. */
    private final FutureTask<T> outcome;

    private final ForkJoinTask<?> task;

    private ParallelPart(FutureTask<T> outcome, ForkJoinTask<?> task) {
        this.outcome = outcome;
        this.task = task;
    }

    /** Starts a part. */
    public static <T, E extends Exception> ParallelPart<T, E> start(Work<T, E> work) {
        FutureTask<T> outcome = outcome(work);
        return new ParallelPart<>(outcome, ForkJoinTask.adapt(outcome).fork());
    }

    /**
     * Does a whole job in a pool of its own: its parts, theirs, and their parallel streams share the threads, and one that has
     * nothing to do takes what another has not begun. There is one for each processor and one more, since one that waits for
     * a part that another has begun does nothing else.
     *
     * @throws E if the job fails so
     */
    public static <T, E extends Exception> T inPool(Work<T, E> job) throws E {
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors() + 1);
        try {
            FutureTask<T> outcome = outcome(job);
            return new ParallelPart<T, E>(outcome, pool.submit(outcome)).join();
        } finally {
            pool.shutdown();
        }
    }

    private static <T, E extends Exception> FutureTask<T> outcome(Work<T, E> work) {
        Callable<T> call = work::call;
        return new FutureTask<>(call);
    }

    /**
     * Waits for the result; does the part itself if no thread has begun it.
     *
     * @throws E if the part failed so; unchecked exceptions and errors of it are thrown as they are
     */
    public T join() throws E {
        task.quietlyJoin();
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            @SuppressWarnings("unchecked") // the work throws no other checked exception than its own
            E checked = (E) e.getCause();
            throw checked;
        } catch (InterruptedException e) {
            throw new AssertionError("a finished task waits for nothing", e);
        }
    }
}

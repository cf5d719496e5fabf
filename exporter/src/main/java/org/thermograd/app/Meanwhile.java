package org.thermograd.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/**
 * A part of a job that another thread does meanwhile, in the pool that parallel streams use. Thread-safe.
 *
 * @param <T> its result
 */
final class Meanwhile<T> {
    /** What may fail as a command does. */
    interface Part<T> {
        /** Returns the result. */
        T call() throws CommandFailedException;
    }

    private final FutureTask<T> task;

    private Meanwhile(FutureTask<T> task) {
        this.task = task;
    }

    /** Starts a part. */
    static <T> Meanwhile<T> start(Part<T> part) {
        FutureTask<T> task = new FutureTask<>(part::call);
        if (ForkJoinPool.getCommonPoolParallelism() > 0) {
            var unused = CompletableFuture.runAsync(task);
        }
        return new Meanwhile<>(task);
    }

    /**
     * Waits for the result; does the part itself if no thread has begun it.
     *
     * @throws CommandFailedException if the part failed so; other exceptions and errors of it are thrown as they are
     */
    T join() throws CommandFailedException {
        task.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof CommandFailedException failed) {
                throw failed;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException failed ? failed : new IllegalStateException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

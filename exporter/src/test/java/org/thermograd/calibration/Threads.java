package org.thermograd.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does numbered tasks in a number of threads; results stand in the order of the numbers. */
final class Threads {
    private final int count;

    Threads(int count) {
        this.count = count;
    }

    <T> List<T> each(int tasks, IntFunction<T> task) {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                int number = i;
                running.add(pool.submit(() -> task.apply(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a session could not be examined", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}

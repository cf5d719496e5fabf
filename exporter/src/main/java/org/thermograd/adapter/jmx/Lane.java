package org.thermograd.adapter.jmx;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one task after the other on a thread that is there while there are any. Whoever submits never waits: beyond
 * {@link #CAPACITY} waiting tasks a new one is dropped. Thread-safe.
 */
final class Lane {
    /** How many tasks may wait. */
    static final int CAPACITY = 1024;

    private static final Logger logger = LoggerFactory.getLogger(Lane.class);
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor executor;

    /** Makes one without a thread yet. */
    Lane(String threadName) {
        executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), task -> {
                    Thread thread = new Thread(task, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Has a task done after those before it; what it throws is logged.
     *
     * @return whether it will be done
     */
    boolean submit(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            logger.warn("event=beans_task_failed", e);
        }
    }

    /** Takes no more tasks; those that wait are still done. */
    void close() {
        executor.shutdown();
    }
}

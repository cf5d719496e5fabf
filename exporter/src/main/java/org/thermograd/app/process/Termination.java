package org.thermograd.app.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a long-running command end in order when the process is told to: on SIGTERM, SIGINT and SIGHUP the command is asked
 * to stop, and the process ends with status 0 once it has, or with 1 if it has not within five seconds. A thread that dies of
 * what it did not expect asks too, since nothing may go on silently without it. Thread-safe.
 */
public final class Termination {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> death = new AtomicReference<>();
    private final Thread hook = new Thread(this::onShutdown, "termination");

    /** Starts to listen to signals, and to threads that die. */
    public void install() {
        Thread.setDefaultUncaughtExceptionHandler(this::died);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void died(Thread thread, Throwable failure) {
        // Made only now: this class is there before the options that say how loggers write.
        Logger logger = LoggerFactory.getLogger(Termination.class);
        logger.error("event=thread_died thread={} effect=\"the process ends\"", thread.getName(), failure);
        death.compareAndSet(null, "the thread " + thread.getName() + " has died: " + failure);
        request();
    }

    /** Returns what died, in words, if anything did. */
    public Optional<String> death() {
        return Optional.ofNullable(death.get());
    }

    /** Asks the command to stop. */
    void request() {
        requested.countDown();
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits until it is asked to stop. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /** Waits until it is asked to stop, no longer than the given time. */
    public void await(Duration atMost) throws InterruptedException {
        if (!requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            request();
        }
    }

    /** Tells whether it is asked to stop, now or within the given time, for which it waits. */
    public boolean isRequestedWithin(Duration atMost) throws InterruptedException {
        return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Says that the command has ended by itself or on request. */
    public void finish() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            requested.countDown(); // the process is ending already, and the hook waits for the line above
        }
    }

    /** Java would end with 128 + signal whatever the command returns; halting is the one way to another status. */
    private void onShutdown() {
        request();
        int status = 1;
        try {
            if (finished.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                status = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}

package org.thermograd.adapter.state;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Makes what was written survive a loss of power when it was told to. Where that is once a second it is done by a thread of its own, so
 * that no push waits for the disk. Confined to one thread.
 */
final class LogSync implements AutoCloseable {
    private static final long SECOND_MILLIS = 1000;

    /** What is synchronized; its thread may be another one. */
    interface Disk {
        void force() throws IOException;
    }

    private final DataSync when;
    private final LongSupplier elapsedMillis;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread sync = new Thread(task, "state-sync");
        sync.setDaemon(true);
        return sync;
    });
    private final AtomicReference<Optional<IOException>> failure = new AtomicReference<>(Optional.empty());
    private volatile boolean underWay;
    private boolean unsynced;
    private long beganMillis;

    /**
     * Prepares.
     *
     * @param when what it was told
     * @param elapsedMillis how much time has elapsed
     */
    LogSync(DataSync when, LongSupplier elapsedMillis) {
        this.when = when;
        this.elapsedMillis = elapsedMillis;
    }

    /** Knows that all that was written is in a snapshot. */
    void begun() {
        unsynced = false;
        beganMillis = elapsedMillis.getAsLong();
    }

    /**
     * Knows that something was written and is about to be acknowledged.
     *
     * @throws IOException if it had to be synchronized and that failed
     */
    void written(Disk log) throws IOException {
        if (when == DataSync.ALWAYS) {
            log.force();
        } else {
            unsynced = true;
        }
    }

    /**
     * Begins to synchronize where it is time to, and returns at once.
     *
     * @throws IOException if it failed the last time
     */
    void nowAndThen(Disk log) throws IOException {
        if (underWay) {
            return;
        }
        Optional<IOException> failed = failure.getAndSet(Optional.empty());
        if (failed.isPresent()) {
            throw failed.get();
        }
        long now = elapsedMillis.getAsLong();
        if (when == DataSync.INTERVAL && unsynced && now - beganMillis >= SECOND_MILLIS) {
            unsynced = false;
            beganMillis = now;
            underWay = true;
            thread.execute(() -> synchronize(log));
        }
    }

    private void synchronize(Disk log) {
        try {
            log.force();
        } catch (ClosedChannelException e) {
            // A snapshot has taken its place.
        } catch (IOException e) {
            failure.set(Optional.of(e));
        } finally {
            underWay = false;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}

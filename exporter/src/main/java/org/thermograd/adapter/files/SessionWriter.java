package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.analysis.recording.SessionFacts;

/**
 * Writes the files of a session on a thread of its own, so that no trouble with the disk delays those who have something to
 * write: they leave it in a queue, and where that is full it is lost and counted. All that waits is written and flushed
 * together. Thread-safe.
 */
final class SessionWriter {
    static final int QUEUE = 1 << 16;

    private static final Logger logger = LoggerFactory.getLogger(SessionWriter.class);
    private static final int BATCH = 4096;
    private static final long END_MILLIS = 2_000;

    /** A file that lines go to. */
    enum Target {
        HARDWARE,
        TRAINING,
        EVENTS
    }

    /** What waits to be written: a line, or the facts anew. */
    private sealed interface Entry {}

    private record Line(Target target, Supplier<String> text) implements Entry {}

    private record Facts(SessionFacts facts) implements Entry {}

    private record End(LongFunction<SessionFacts> facts) implements Entry {}

    private record Mark(CountDownLatch reached) implements Entry {}

    private final SessionFolder folder;
    private final Map<Target, LineFile> files;
    private final BlockingQueue<Entry> queue;
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "session-writer");
    private volatile boolean closed;
    private boolean troubled;

    /**
     * Makes a writer that does not run yet.
     *
     * @param files one for each target
     * @param capacity how many entries may wait
     */
    SessionWriter(SessionFolder folder, Map<Target, LineFile> files, int capacity) {
        this.folder = folder;
        this.files = new EnumMap<>(files);
        this.queue = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Removes what was written, once it is closed. */
    void discard() {
        folder.discard();
    }

    /** Tells whether its thread takes what is left. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Leaves a line to be written; its text is made by the writer's thread. Never waits. */
    void write(Target target, Supplier<String> text) {
        offer(new Line(target, text));
    }

    /** Leaves facts to be written in place of those before. Never waits. */
    void write(SessionFacts facts) {
        offer(new Facts(facts));
    }

    private void offer(Entry entry) {
        if ((closed || !queue.offer(entry)) && lost.getAndIncrement() == 0) {
            logger.warn("event=recording_lost folder={} reason={}", folder.path(), closed ? "closed" : "disk_too_slow");
        }
    }

    /** Waits until all that was left so far is written: for those whose time can wait for a disk. */
    void awaitWritten() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        queue.put(new Mark(reached));
        reached.await();
    }

    /** Returns how many entries could not be written so far. */
    long lost() {
        return lost.get();
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        boolean ended = false;
        try {
            while (!ended) {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH);
                for (Entry entry : batch) {
                    ended |= write(entry);
                }
                batch.clear();
                files.values().forEach(LineFile::flush);
                tellOfTrouble();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes an entry, and tells whether it is the last. */
    private boolean write(Entry entry) {
        try {
            if (entry instanceof Line line) {
                requireNonNull(files.get(line.target())).add(line.text().get());
            } else if (entry instanceof Facts given) {
                folder.write(given.facts());
            } else if (entry instanceof Mark mark) {
                mark.reached().countDown();
            } else if (entry instanceof End end) {
                close(end);
                return true;
            }
        } catch (IOException | RuntimeException e) {
            lost.incrementAndGet();
            warn(e);
        }
        return false;
    }

    private void close(End end) throws IOException {
        for (LineFile file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                warn(e);
            }
        }
        tellOfTrouble();
        folder.write(end.facts().apply(lost()));
    }

    private void tellOfTrouble() {
        for (LineFile file : files.values()) {
            long more = file.takeLost();
            if (more > 0) {
                lost.addAndGet(more);
                warn(file.failure().orElse(null));
            }
        }
    }

    /** Warns once: a full disk would fill the log too. */
    private void warn(@Nullable Exception failure) {
        if (!troubled) {
            troubled = true;
            logger.warn(
                    "event=recording_failed folder={} reason=\"{}\" effect=\"what cannot be written is counted\"",
                    folder.path(),
                    failure == null ? "" : failure.getMessage());
        }
    }

    /**
     * Writes all that waits and then the facts, and ends; waits for that two seconds at most.
     *
     * @param facts gives the facts at the end, from the number of lines lost
     * @return false where it had been closed before
     */
    boolean close(LongFunction<SessionFacts> facts) {
        if (closed) {
            return false;
        }
        closed = true;
        try {
            if (queue.offer(new End(facts), END_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.join(END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            logger.warn("event=recording_unfinished folder={} waiting={}", folder.path(), queue.size());
        }
        return true;
    }
}
